namespace OAuthKit.Testing;

/// <summary>One grant type at the token endpoint. A test's own derives from it.</summary>
/// <example><code>
/// internal sealed class VoucherTestGrant : TestGrant
/// {
///     public override string GrantType => "urn:example:voucher";
///
///     protected override ValueTask&lt;TestResponse&gt; RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) =>
///         new(request.Form["voucher"] == "v-1" ? request.IssueAccessToken("alice") : TestResponse.Error("invalid_grant"));
/// }
/// </code></example>
public abstract class TestGrant
{
    /// <summary>The value of <c>grant_type</c>.</summary>
    public abstract string GrantType { get; }

    /// <summary>Answers a request whose client has proved itself.</summary>
    /// <param name="request">The request and its client.</param>
    /// <param name="cancellationToken">Ends when the client gives up or the host stops.</param>
    /// <returns>A token response, or an error.</returns>
    protected internal abstract ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken);
}
