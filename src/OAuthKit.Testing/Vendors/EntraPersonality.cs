using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Microsoft Entra ID: client credentials take one scope that ends in <c>/.default</c>, and an issuer that stands for many is filled with the tenant of the user.</summary>
internal sealed class EntraPersonality(VendorProfile profile) : VendorPersonality(profile)
{
    private const string Place = "{tenantid}";
    private const string TenantClaim = "tid";

    public override void Claim(JsonObject claims)
    {
        var issuer = Profile.Issuer!;
        if (issuer.Contains(Place, StringComparison.Ordinal) && Profile.AllowedTenants is [var tenant, ..])
        {
            claims[TenantClaim] = tenant;
            claims[ClaimNames.Issuer] = issuer.Replace(Place, tenant, StringComparison.Ordinal);
        }
    }

    // As its documentation shows them: no client_secret_basic.
    public override void Describe(JsonObject metadata)
    {
        metadata.Remove(MetadataNames.GrantTypesSupported);
        metadata.Remove(MetadataNames.CodeChallengeMethodsSupported);
        metadata[MetadataNames.TokenEndpointAuthMethodsSupported] = new JsonArray(AuthenticationMethods.ClientSecretPost, AuthenticationMethods.PrivateKeyJwt);
    }

    public override TestResponse? Refuse(TestRequest request) =>
        request.Form[ParameterNames.GrantType] == GrantTypes.ClientCredentials && !(request.Form[ParameterNames.Scope] is { } scope && !scope.Contains(' ', StringComparison.Ordinal) && scope.EndsWith("/.default", StringComparison.Ordinal))
            ? TestResponse.Error(ErrorCodes.InvalidScope, "Client credentials take one scope, that of an API with /.default behind it.")
            : null;
}
