namespace OAuthKit.Testing;

/// <summary>How a client learns that a user has decided (CIBA section 5).</summary>
internal static class DeliveryModes
{
    public const string Ping = "ping";
    public const string Poll = "poll";
}
