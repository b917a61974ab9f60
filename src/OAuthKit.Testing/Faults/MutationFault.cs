using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

internal sealed class MutationFault(Action<JsonObject> change) : Fault
{
    protected internal override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
    {
        var response = await next(request, cancellationToken).ConfigureAwait(false);
        if (TryReadObject(response.Body.Span, out var json))
        {
            change(json);
            response.Body = Encoding.UTF8.GetBytes(json.ToJsonString());
        }

        return response;
    }

    private static bool TryReadObject(ReadOnlySpan<byte> body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonObject? json)
    {
        try
        {
            json = body.IsEmpty ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            json = null;
        }

        return json is not null;
    }
}
