using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>A request to the authorization server, to which a <see cref="ClientAuthentication"/> adds its proof.</summary>
[JsonConverter(typeof(SecretJsonConverter<ClientAuthenticationRequest>))]
public sealed class ClientAuthenticationRequest
{
    internal ClientAuthenticationRequest(Uri endpoint, string? issuer, FormParameters form, TimeProvider timeProvider)
    {
        Endpoint = endpoint;
        Issuer = issuer;
        Form = form;
        TimeProvider = timeProvider;
    }

    /// <summary>The endpoint that is called.</summary>
    public Uri Endpoint { get; }

    /// <summary>The issuer of the server, where it is known.</summary>
    public string? Issuer { get; }

    /// <summary>The form parameters, which hold those of the grant already.</summary>
    public FormParameters Form { get; }

    /// <summary>The clock of the client; see <see cref="BackchannelOptions.TimeProvider"/>.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>What the profile of the client demands.</summary>
    internal ProfileRules? Rules { get; init; }

    /// <summary>The <c>Authorization</c> header.</summary>
    /// <value>The default, null, sends none.</value>
    /// <exception cref="ArgumentException">The value has a character other than printable ASCII. The message doesn't hold it.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Authorization
    {
        get;
        set
        {
            if (value is not null && value.AsSpan().ContainsAnyExceptInRange('\x20', '\x7E'))
            {
                throw new ArgumentException("The Authorization header has a character other than printable ASCII.", nameof(value));
            }

            field = value;
        }
    }
}
