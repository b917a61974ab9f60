using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// What an API says of a failure as problem details (<see href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1">RFC 9457
/// section 3.1</see>). The API wrote it: don't act on the texts, and don't show them as markup.
/// </summary>
public sealed class ApiProblem
{
    private readonly JsonElement _members;

    private ApiProblem(JsonElement members) => _members = members;

    /// <summary>A URI that names the kind of problem; <c>about:blank</c> where the status says it all.</summary>
    public string Type => Text("type") ?? "about:blank";

    /// <summary>The kind of problem in words; null where the API gave none.</summary>
    public string? Title => Text("title");

    /// <summary>The status as the origin wrote it; null where it gave none.</summary>
    public int? Status => _members.TryGetProperty("status", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var status) ? status : null;

    /// <summary>What went wrong this time; null where the API gave nothing.</summary>
    public string? Detail => Text("detail");

    /// <summary>A URI that names this occurrence; null where the API gave none.</summary>
    public string? Instance => Text("instance");

    /// <summary>A further member, such as <c>errors</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether the API gave it.</returns>
    public bool TryGetMember(string name, out JsonElement value) => _members.TryGetProperty(name, out value);

    /// <summary>Nothing that the API wrote.</summary>
    /// <returns>A fixed text.</returns>
    public override string ToString() => "[problem details]";

    internal static ApiProblem? TryRead(string? mediaType, ReadOnlyMemory<byte> body)
    {
        if (!string.Equals(mediaType, "application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        using var document = StrictJson.ParseObject(body);
        return document is null ? null : new(document.RootElement.Clone());
    }

    private string? Text(string name) => StrictJson.StringOrNull(_members, name);
}
