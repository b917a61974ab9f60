using System.Net;
using System.Text;

namespace OAuthKit.Testing;

/// <summary>In a form that the browser submits by itself (OAuth 2.0 Form Post Response Mode section 2).</summary>
internal sealed class FormPostDelivery() : ResponseDelivery(ResponseModes.FormPost)
{
    public override TestResponse Send(string redirectUri, CallbackParameters parameters)
    {
        var fields = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            fields.Append($"""<input type="hidden" name="{WebUtility.HtmlEncode(name)}" value="{WebUtility.HtmlEncode(value)}"/>""");
        }

        var response = Pages.Create("Signing in", $"""
            <form method="post" action="{WebUtility.HtmlEncode(redirectUri)}">{fields}<noscript><button>Continue</button></noscript></form>
            <script>document.forms[0].submit()</script>
            """);
        response.Callback = TestCallback.Form(redirectUri, parameters);
        return response;
    }
}
