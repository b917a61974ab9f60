using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// The <c>auth_req_id</c>: by it a client asks for the tokens of a backchannel authentication
/// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#successful_authentication_request_acknowdlegment">CIBA
/// section 7.3</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<AuthReqId>))]
public sealed class AuthReqId : Secret
{
    private AuthReqId(string value)
        : base(value)
    {
    }

    private protected override string Kind => "authentication request id";

    /// <summary>Takes the authentication request id.</summary>
    /// <param name="value">The authentication request id.</param>
    /// <returns>The authentication request id as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a character other than printable ASCII.</exception>
    public static AuthReqId Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The authentication request id is empty or has a character other than printable ASCII.");

    /// <summary>Takes the authentication request id.</summary>
    /// <param name="value">The authentication request id.</param>
    /// <param name="result">The authentication request id as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out AuthReqId? result)
    {
        result = IsWithin(value, '\x20', '\x7E') ? new AuthReqId(value!) : null;
        return result is not null;
    }
}
