namespace OAuthKit;

/// <summary>Google, which is one server for all.</summary>
internal sealed class GoogleProfile() : VendorProfile("Google")
{
    public override string Issuer => "https://accounts.google.com";
}
