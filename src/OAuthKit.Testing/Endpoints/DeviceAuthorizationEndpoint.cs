using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The device authorization endpoint (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628 section 3.1</see>), at <c>/device_authorization</c>.</summary>
/// <example><code>
/// server.DeviceAuthorization.Decision = UserDecision.Approve(afterPolls: 2);
/// server.DeviceAuthorization.Interval = TimeSpan.FromSeconds(1);
/// </code></example>
public sealed class DeviceAuthorizationEndpoint : UserApprovalEndpoint
{
    /// <summary>RFC 8628 section 6.1: consonants only, so that no code is a word.</summary>
    private const string CodeLetters = "BCDFGHJKLMNPQRSTVWXZ";

    internal DeviceAuthorizationEndpoint(TestAuthorizationServer server)
        : base(server, "device_authorization", "/device_authorization", TimeSpan.FromMinutes(10))
    {
    }

    /// <summary>Finds the authorization of a user code, as the user would who types it.</summary>
    /// <param name="userCode">The code; its dash may be left out.</param>
    /// <returns>The authorization.</returns>
    /// <exception cref="ArgumentException">The server gave out no such code.</exception>
    public PendingAuthorization Find(string userCode)
    {
        ArgumentNullException.ThrowIfNull(userCode);
        var plain = Plain(userCode);
        return Authorizations.FirstOrDefault(authorization => Plain(authorization.UserCode!).Equals(plain, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException("The server gave out no such user code.", nameof(userCode));
    }

    internal override void Describe(JsonObject metadata) => metadata[MetadataNames.DeviceAuthorizationEndpoint] = Address;

    private protected override ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken) => new(Respond(client, request));

    private static string Plain(string userCode) => userCode.Replace("-", "", StringComparison.Ordinal);

    private TestResponse Respond(TestClient client, TestRequest request)
    {
        if (Refuse(client, GrantTypes.DeviceCode) is { } refusal)
        {
            return refusal;
        }

        if (!ScopePolicy.TryGrant(Server, client, request.Form, out var scopes))
        {
            return TestResponse.Error(ErrorCodes.InvalidScope, "The client may not have one of these scopes.");
        }

        if (!TargetPolicy.TryGrant(Server, request.Form, out var audiences))
        {
            return TestResponse.Error(ErrorCodes.InvalidTarget, "The server doesn't know one of these resources or audiences.");
        }

        var userCode = RandomNumberGenerator.GetString(CodeLetters, 4) + "-" + RandomNumberGenerator.GetString(CodeLetters, 4);
        var pending = new PendingAuthorization(client, scopes, Server.TimeProvider.GetUtcNow() + Lifetime, RequiredInterval) { UserCode = userCode, Audiences = audiences };
        Add(pending);

        // RFC 8628 section 3.2.
        return Answer(
            new JsonObject
            {
                [ParameterNames.DeviceCode] = pending.Code,
                [ParameterNames.UserCode] = userCode,
                [ParameterNames.VerificationUri] = Server.Address + "/device",
                [ParameterNames.VerificationUriComplete] = Server.Address + "/device?user_code=" + userCode,
                [ParameterNames.ExpiresIn] = (long)Lifetime.TotalSeconds,
            },
            Interval);
    }
}
