namespace OAuthKit;

public sealed class ProtectedResourceMetadataTests
{
    private const string Full = """
        {
          "resource": "https://api.example.com",
          "authorization_servers": ["https://a.example", "https://b.example/x"],
          "jwks_uri": "https://api.example.com/jwks",
          "scopes_supported": ["read", "write"],
          "bearer_methods_supported": ["header", "body"],
          "resource_signing_alg_values_supported": ["RS256"],
          "resource_name": "Orders",
          "resource_name#de": "Bestellungen",
          "resource_documentation": "http://api.example.com/docs",
          "resource_policy_uri": "https://api.example.com/policy",
          "resource_tos_uri": "https://api.example.com/tos",
          "tls_client_certificate_bound_access_tokens": true,
          "authorization_details_types_supported": ["payment"],
          "dpop_signing_alg_values_supported": ["ES256"],
          "dpop_bound_access_tokens_required": true,
          "signed_metadata": "a.b.c",
          "own": 7
        }
        """;

    [Fact]
    public void Every_member_has_its_property()
    {
        var metadata = ProtectedResourceMetadata.Parse(Full);

        Assert.Equal("https://api.example.com", metadata.Resource);
        Assert.Equal(["https://a.example", "https://b.example/x"], metadata.AuthorizationServers);
        Assert.Equal("https://api.example.com/jwks", metadata.JwksUri!.OriginalString);
        Assert.Equal(["read", "write"], metadata.ScopesSupported);
        Assert.Equal(["header", "body"], metadata.BearerMethodsSupported!);
        Assert.Equal(["RS256"], metadata.ResourceSigningAlgValuesSupported);
        Assert.Equal("Orders", metadata.ResourceName);
        Assert.Equal("http://api.example.com/docs", metadata.ResourceDocumentation!.OriginalString);
        Assert.Equal("https://api.example.com/policy", metadata.ResourcePolicyUri!.OriginalString);
        Assert.Equal("https://api.example.com/tos", metadata.ResourceTosUri!.OriginalString);
        Assert.True(metadata.TlsClientCertificateBoundAccessTokens);
        Assert.Equal(["payment"], metadata.AuthorizationDetailsTypesSupported);
        Assert.Equal(["ES256"], metadata.DpopSigningAlgValuesSupported);
        Assert.True(metadata.DpopBoundAccessTokensRequired);
        Assert.True(metadata.TryGetMember("own", out var own));
        Assert.Equal(7, own.GetInt32());
        Assert.True(metadata.TryGetMember("resource_name#de", out var name));
        Assert.Equal("Bestellungen", name.GetString());
        Assert.False(metadata.TryGetMember("other", out _));
    }

    [Fact]
    public void What_is_absent_has_the_default_of_the_specification()
    {
        var metadata = ProtectedResourceMetadata.Parse("""{"resource":"https://api.example.com"}""");

        Assert.Empty(metadata.AuthorizationServers);
        Assert.Empty(metadata.ScopesSupported);
        Assert.Null(metadata.BearerMethodsSupported);
        Assert.Null(metadata.JwksUri);
        Assert.Null(metadata.ResourceName);
        Assert.Null(metadata.ResourceDocumentation);
        Assert.Null(metadata.ResourcePolicyUri);
        Assert.Null(metadata.ResourceTosUri);
        Assert.Empty(metadata.ResourceSigningAlgValuesSupported);
        Assert.Empty(metadata.AuthorizationDetailsTypesSupported);
        Assert.Empty(metadata.DpopSigningAlgValuesSupported);
        Assert.False(metadata.TlsClientCertificateBoundAccessTokens);
        Assert.False(metadata.DpopBoundAccessTokensRequired);
    }

    [Fact]
    public void A_member_of_the_wrong_type_disturbs_no_other()
    {
        Func<ProtectedResourceMetadata, object?>[] members =
        [
            m => m.AuthorizationServers, m => m.JwksUri, m => m.ScopesSupported, m => m.BearerMethodsSupported, m => m.ResourceSigningAlgValuesSupported,
            m => m.ResourceName, m => m.ResourceDocumentation, m => m.ResourcePolicyUri, m => m.ResourceTosUri, m => m.TlsClientCertificateBoundAccessTokens,
            m => m.AuthorizationDetailsTypesSupported, m => m.DpopSigningAlgValuesSupported, m => m.DpopBoundAccessTokensRequired,
        ];
        string[] names =
        [
            "authorization_servers", "jwks_uri", "scopes_supported", "bearer_methods_supported", "resource_signing_alg_values_supported",
            "resource_name", "resource_documentation", "resource_policy_uri", "resource_tos_uri", "tls_client_certificate_bound_access_tokens",
            "authorization_details_types_supported", "dpop_signing_alg_values_supported", "dpop_bound_access_tokens_required",
        ];
        for (var i = 0; i < names.Length; i++)
        {
            foreach (var value in new[] { "null", "7", "{}", "[7]" })
            {
                var metadata = ProtectedResourceMetadata.Parse($$"""{"resource":"https://api.example.com","{{names[i]}}":{{value}}}""");
                Assert.Equal("https://api.example.com", metadata.Resource);

                var e = Assert.Throws<OAuthException>(() => members[i](metadata));

                Assert.Equal(OAuthFault.ResourceMetadataMember, e.Code);
                Assert.Contains(names[i], e.Message, StringComparison.Ordinal);
                Assert.All(Enumerable.Range(0, names.Length).Where(other => other != i), other => members[other](metadata));
            }
        }
    }

    [Theory]
    [InlineData("jwks_uri", "http://api.example.com/jwks")]
    [InlineData("jwks_uri", "/jwks")]
    [InlineData("resource_documentation", "javascript:alert(1)")]
    [InlineData("resource_policy_uri", "file:///etc/passwd")]
    [InlineData("resource_tos_uri", "https://user:pw@api.example.com/")]
    public void A_url_that_is_not_safe_is_refused(string name, string url)
    {
        var metadata = ProtectedResourceMetadata.Parse($$"""{"resource":"https://api.example.com","{{name}}":"{{url}}"}""");

        Assert.Throws<OAuthException>(() => (metadata.JwksUri, metadata.ResourceDocumentation, metadata.ResourcePolicyUri, metadata.ResourceTosUri));
    }

    [Fact]
    public void Signed_metadata_are_not_used()
    {
        // {"resource":"https://evil.example"} in the payload.
        var metadata = ProtectedResourceMetadata.Parse("""{"resource":"https://api.example.com","signed_metadata":"eyJhbGciOiJub25lIn0.eyJyZXNvdXJjZSI6Imh0dHBzOi8vZXZpbC5leGFtcGxlIn0."}""");

        Assert.Equal("https://api.example.com", metadata.Resource);
        Assert.Empty(metadata.AuthorizationServers);
    }
}
