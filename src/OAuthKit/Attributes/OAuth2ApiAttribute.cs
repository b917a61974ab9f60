namespace OAuthKit;

/// <summary>
/// Marks a Refit interface whose client OAuthKit generates, together with its registration. The client has the
/// interface's name without its leading <c>I</c> (<c>IOrdersApi</c> gives <c>OrdersApi</c>; a name without <c>I</c> gets
/// the suffix <c>Client</c>), its namespace and its accessibility.
/// </summary>
/// <param name="name">
/// The name of the API, unique in a process. It is the key under <c>OAuth:Apis</c> in the configuration, and the
/// <see cref="System.Net.Http.HttpClient"/> of the API is named <c>OAuthKit.{name}</c>.
/// </param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class OAuth2ApiAttribute(string name) : Attribute
{
    /// <summary>The name of the API, by which the configuration knows it.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that knows every type of the interface's
    /// requests and responses. It becomes the type resolver of Refit's default JSON options. Needed under NativeAOT,
    /// with trimming, and in single-file programs (<c>dotnet run app.cs</c>), where reflection-based JSON is off. The
    /// default is none: reflection is used where it is on.
    /// </summary>
    public Type? Json { get; set; }

    /// <summary>
    /// Finds the authorization server in the metadata of the API
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</see>) in place of a configured issuer. The configuration says
    /// which ones may be found (<c>AllowedIssuers</c>), and the metadata which scopes to ask for, where neither
    /// <see cref="ScopesAttribute"/> nor the configuration does. The default is false.
    /// </summary>
    public bool FromResourceMetadata { get; set; }
}
