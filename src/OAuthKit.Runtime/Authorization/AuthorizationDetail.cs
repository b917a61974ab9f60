using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// One thing that access is asked for, or was granted for
/// (<see href="https://www.rfc-editor.org/rfc/rfc9396#section-2">RFC 9396 section 2</see>). It may hold what must not be logged,
/// such as the number of an account: <see cref="ToString"/> shows its type only.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationDetail>))]
public sealed class AuthorizationDetail
{
    private string[] _locations = [];
    private string[] _actions = [];
    private string[] _dataTypes = [];
    private string[] _privileges = [];

    /// <summary>Something of a type.</summary>
    /// <param name="type">The type, which says what other members there are.</param>
    /// <exception cref="ArgumentException">The type is empty.</exception>
    public AuthorizationDetail(string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        Type = type;
    }

    /// <summary>The type.</summary>
    public string Type { get; }

    /// <summary>Where it is used: URIs of resources, as a rule (<see href="https://www.rfc-editor.org/rfc/rfc9396#section-2.2">RFC 9396 section 2.2</see>).</summary>
    /// <value>The default is empty, and isn't sent.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> Locations
    {
        get => _locations;
        init => _locations = Copy(value);
    }

    /// <summary>What is to be done.</summary>
    /// <value>The default is empty, and isn't sent.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> Actions
    {
        get => _actions;
        init => _actions = Copy(value);
    }

    /// <summary>The kinds of data that are asked for.</summary>
    /// <value>The default is empty, and isn't sent.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> DataTypes
    {
        get => _dataTypes;
        init => _dataTypes = Copy(value);
    }

    /// <summary>One resource among those at a location.</summary>
    /// <value>The default, null, isn't sent.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Identifier { get; init; }

    /// <summary>The types or levels of privilege.</summary>
    /// <value>The default is empty, and isn't sent.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> Privileges
    {
        get => _privileges;
        init => _privileges = Copy(value);
    }

    /// <summary>Every other member, by name: those that the type defines.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A member has a property of its own here.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, JsonElement> Members
    {
        get;
        init => field = AuthorizationDetailJson.Check(value);
    } = new Dictionary<string, JsonElement>(0);

    /// <summary>Reads one from JSON.</summary>
    /// <param name="json">A JSON object with a string <c>type</c>.</param>
    /// <returns>The detail.</returns>
    /// <exception cref="FormatException">It isn't such an object. The message doesn't hold it.</exception>
    public static AuthorizationDetail Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json));
        return (document is null ? null : AuthorizationDetailJson.Read(document.RootElement))
            ?? throw new FormatException("The text isn't a JSON object with a string \"type\", whose common members are of the types that RFC 9396 section 2.2 says.");
    }

    /// <summary>The JSON object, as it is sent.</summary>
    /// <returns>JSON. It may hold what must not be logged.</returns>
    public string ToJson() => AuthorizationDetailJson.Write(this);

    /// <summary>The type, and nothing else.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Authorization detail of type \"{ServerText.Clean(Type)}\"";

    private static string[] Copy(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(values));
        }

        return [.. values];
    }
}
