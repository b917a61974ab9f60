using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Tests;

/// <summary>Holds the JSON schema that comes with the package against the keys that the reader knows.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject _schema = (JsonObject)JsonNode.Parse(File.ReadAllText(Repository.PathOf("src", "OAuthKit", "appsettings.schema.json")))!;

    [Fact]
    public void The_schema_has_the_keys_of_the_reader_and_no_others()
    {
        Same(RootSection.Table.Keys, (JsonObject)_schema["properties"]!["OAuth"]!);
        Same(ClientSection.Table.Keys, Definition("OAuthClient"));
        Same(TenantsSection.Table.Keys, Definition("OAuthTenant"));
        Same(ApiSection.Table.Keys, Definition("OAuthApi"));
        Same(TokensSection.Table.Keys, Definition("OAuthTokens"));
        Same(EndpointsSection.Table.Keys, Definition("OAuthEndpoints"));
        Same(DpopSection.Table.Keys, Definition("OAuthDpop"));
        Same(PrivateKeySection.Table.Keys, Definition("OAuthPrivateKey"));
        Same(CertificateSection.Table.Keys, Definition("OAuthCertificate"));
        Same(JwtResponseSection.Table.Keys, Definition("OAuthJwtResponses"));
    }

    [Fact]
    public void A_key_that_is_missing_in_the_schema_is_noticed()
    {
        ConfigurationKey[] keys = [new KeyOf<object>("Missing", ConfigurationShape.Text, static (_, _) => { })];

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Same(keys, Definition("OAuthEndpoints")));
    }

    [Fact]
    public void Every_reference_of_the_schema_leads_somewhere()
    {
        var references = _schema.ToJsonString().Split("\"$ref\":\"#/definitions/")[1..].Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]);

        Assert.All(references, name => Assert.NotNull(_schema["definitions"]![name]));
    }

    private static JsonObject Definition(string name) => (JsonObject)_schema["definitions"]![name]!;

    private static void Same(IEnumerable<ConfigurationKey> keys, JsonObject section)
    {
        Assert.Equal(
            keys.Select(key => (key.Name, Shape: Shown(key.Shape))),
            ((JsonObject)section["properties"]!).Select(property => (property.Key, Shape(Resolve((JsonObject)property.Value!)))));
        Assert.Equal(JsonValueKind.False, section["additionalProperties"]!.GetValueKind());
    }

    private static JsonObject Resolve(JsonObject property) =>
        property["$ref"] is { } reference ? Resolve(Definition(reference.GetValue<string>()["#/definitions/".Length..])) : property;

    private static string Shape(JsonObject property) =>
        property["enum"] is not null ? "text"
        : property["oneOf"] is not null ? "list"
        : property["pattern"] is not null ? "duration"
        : property["type"] is JsonArray types && types[0]!.GetValue<string>() == "string" ? "text"
        : property["type"] is JsonArray ? "number"
        : property["type"]!.GetValue<string>() == "string" ? "text"
        : property["properties"] is null && property["additionalProperties"]!["type"] is not null ? "map"
        : "section";

    private static string Shown(ConfigurationShape shape) => shape switch
    {
        ConfigurationShape.Text => "text",
        ConfigurationShape.List => "list",
        ConfigurationShape.Duration => "duration",
        ConfigurationShape.Number => "number",
        ConfigurationShape.Map => "map",
        _ => "section",
    };
}
