using System.Text;

namespace OAuthKit;

/// <summary>A form.</summary>
internal sealed class FormApiBody(ApiFields fields) : ApiBody
{
    internal override HttpContent CreateContent(NullFields nulls, BooleanFields booleans) => new ByteArrayContent(Encoding.UTF8.GetBytes(fields.Encode(nulls, booleans)))
    {
        Headers = { ContentType = new(Wire.Form) },
    };
}
