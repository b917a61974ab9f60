namespace OAuthKit;

/// <summary>A user pool of Amazon Cognito, whose identifier begins with its region.</summary>
internal sealed class CognitoProfile : VendorProfile
{
    private static readonly VendorKey _pool = new("UserPoolId", new("the identifier of the user pool, such as eu-central-1_AbCdEfGhI", static value => IsPool(value) ? value : null));
    private static readonly VendorKey _region = new("Region", VendorGrammar.AwsRegion) { IsOptional = true };

    public CognitoProfile(string? userPoolId, string? region)
        : base("Cognito", _pool, _region)
    {
        Set(_pool, userPoolId);
        Set(_region, region);
    }

    public override string Issuer => $"https://cognito-idp.{RegionOf(Get(_pool))}.amazonaws.com/{Get(_pool)}";

    protected override string? Conflict => Find(_pool) is { } pool && Find(_region) is { } region && RegionOf(pool) != region
        ? "The UserPoolId of Cognito begins with another region than the Region that is given. Leave Region out, or give the pool of that region."
        : null;

    private static string RegionOf(string pool) => pool[..pool.IndexOf('_', StringComparison.Ordinal)];

    private static bool IsPool(string value)
    {
        var parts = value.Split('_');
        return parts.Length == 2 && value.Length <= 55 && parts[1].Length > 0
            && VendorGrammar.AwsRegion.Normalize(parts[0]) is not null && !parts[1].AsSpan().ContainsAnyExcept(_idCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> _idCharacters = System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
