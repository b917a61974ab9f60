namespace OAuthKit;

/// <summary>How the access tokens of a server are signed and encrypted for an API (<see href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068 section 4</see>).</summary>
public sealed class JwtAccessTokenOptions : JwtResponseOptions
{
    /// <summary>How far the clocks of this machine and of the server may be apart.</summary>
    /// <value>The default is 60 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 60 seconds.</exception>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, JwtClaims.Skew);
            field = value;
        }
    } = JwtClaims.Skew;
}
