namespace OAuthKit;

/// <summary>No value of a vendor leads to another server.</summary>
public sealed class VendorValueTests
{
    private const string LongLabel = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly string[] _bad =
    [
        "evil.com/#", "evil.com#", "evil.com?", "evil.com/?a=b", "a/../b", "../b", "a/./b", "x@y", "user:pw@evil.com", "10.0.0.1:8443", "127.0.0.1", "[::1]:443", "::1", "0x7f.1",
        "evil.com\\", "evil.com\r\nHost: x", " evil.com", "evil.com ", "evil..com", ".evil.com", "evil.com.", "-evil.com", "a b.com", "bücher.example", "еvil.com", "evil。com", "%2e%2e", "a%2fb", "evil.com/%2e%2e/",
        "{tenantid}", "//evil.com", "https://", "https:///", "http://evil.com", "javascript:alert(1)", "evil.com:99999", "evil.com:-1", "evil.com:", "",
        LongLabel, new string('a', 300) + ".com", string.Join('.', Enumerable.Repeat("abcdefgh", 32)) + ".example", new('a', 5000), "\u0000", "evil.com\u0000",
    ];

    public static TheoryData<string, string, string> Bad()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var vendor in Vendors.Names)
        {
            foreach (var key in Vendors.Find(vendor)!.Keys)
            {
                foreach (var value in _bad)
                {
                    if (!IsRightAsSegment(key, value))
                    {
                        data.Add(vendor, key.Name, value);
                    }
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_value_that_could_move_the_address_is_refused_before_anything_is_sent(string vendor, string key, string value)
    {
        var values = VendorsTests.Values(vendor);
        values[key] = value;

        var e = Assert.Throws<ArgumentException>(() => Vendors.Find(vendor)!.With(values));

        Assert.Equal(key, e.ParamName);
        Assert.StartsWith($"The {key} of {vendor} isn't one that its address can be made of. Give ", e.Message, StringComparison.Ordinal);
        if (value.Length > 3)
        {
            Assert.DoesNotContain(value, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(VendorsTests.Addresses), MemberType = typeof(VendorsTests))]
    public void Whatever_is_taken_stays_on_the_host_of_the_vendor(string vendor, string? issuer, string? metadataAddress, string? tokenEndpoint)
    {
        Assert.NotNull(vendor);
        foreach (var address in (string?[])[issuer, metadataAddress, tokenEndpoint])
        {
            if (address is not null)
            {
                var url = new Uri(address);
                Assert.Equal((address.TrimEnd('/'), "", ""), (url.AbsoluteUri.TrimEnd('/'), url.Query, url.Fragment));
            }
        }
    }

    [Theory]
    [InlineData("eu-central-1", true)]
    [InlineData("us-gov-west-1", true)]
    [InlineData("eu-central", false)]
    [InlineData("eu-central-1.evil.com/", false)]
    [InlineData("EU-central-1", false)]
    [InlineData("eu--1", false)]
    [InlineData("a-b-1", false)]
    public void A_region_is_one_of_AWS_by_its_form(string region, bool isRight) =>
        Assert.Equal(isRight ? region : null, VendorGrammar.AwsRegion.Normalize(region));

    [Theory]
    [InlineData("9122040d-6c67-4c5b-b112-36a304b66dad", true)]
    [InlineData("{9122040d-6c67-4c5b-b112-36a304b66dad}", false)]
    [InlineData("9122040d6c674c5bb11236a304b66dad", false)]
    [InlineData(" 9122040d-6c67-4c5b-b112-36a304b66dad", false)]
    [InlineData("9122040d-6c67-4c5b-b112-36a304b66dad/", false)]
    public void A_GUID_has_one_form(string text, bool isRight) => Assert.Equal(isRight ? text : null, VendorGrammar.Uuid.Normalize(text));

    [Theory]
    [InlineData("Login.Example.com", "login.example.com")]
    [InlineData("https://login.example.com/", "login.example.com")]
    [InlineData("login.example.com:8443/auth", "login.example.com:8443/auth")]
    [InlineData("login.example.com/a/../b", null)]
    [InlineData("login.example.com//b", null)]
    [InlineData("login.example.com:0", null)]
    [InlineData("login.example.com:8443:1", null)]
    [InlineData("10.0.0.1:8443/auth", null)]
    [InlineData("localhost", null)]
    public void A_server_has_a_name_and_perhaps_a_port_and_a_path(string text, string? address) => Assert.Equal(address, VendorGrammar.ServerAddress.Normalize(text));

    // A realm may be called "evil..com": within a path it is a name like any other.
    private static bool IsRightAsSegment(VendorKey key, string value) =>
        key.Grammar == VendorGrammar.PathSegment && value is "127.0.0.1" or "0x7f.1" or "evil..com" or ".evil.com" or "evil.com." or "-evil.com" or LongLabel;
}
