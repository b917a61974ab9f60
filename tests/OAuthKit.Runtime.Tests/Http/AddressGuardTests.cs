using System.Net;

namespace OAuthKit;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::808:808")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:1ff::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void R311_Addresses_that_are_not_public_are_refused(string address)
    {
        Assert.False(AddressGuard.PublicOnly.IsAllowed("host", IPAddress.Parse(address)));
        Assert.True(AddressGuard.DangerouslyAllowAll.IsAllowed("host", IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2002:808:808::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("3fff:1000::1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("::ffff:8.8.8.8")]
    public void R311_Addresses_of_the_public_network_are_allowed(string address) =>
        Assert.True(AddressGuard.PublicOnly.IsAllowed("host", IPAddress.Parse(address)));

    [Fact]
    public void R311_An_operator_allows_networks_beside_the_public_one()
    {
        var guard = AddressGuard.PublicAnd(IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("fd12::/32"));

        Assert.True(guard.IsAllowed("host", IPAddress.Parse("10.20.3.4")));
        Assert.True(guard.IsAllowed("host", IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.True(guard.IsAllowed("host", IPAddress.Parse("fd12::1")));
        Assert.True(guard.IsAllowed("host", IPAddress.Parse("8.8.8.8")));
        Assert.False(guard.IsAllowed("host", IPAddress.Parse("10.21.0.1")));
        Assert.False(guard.IsAllowed("host", IPAddress.Parse("169.254.169.254")));
    }

    [Fact]
    public void R311_A_policy_of_the_operators_own_sees_host_and_address()
    {
        var guard = AddressGuard.From((host, address) => host == "idp.corp" && address.Equals(IPAddress.Parse("10.0.0.7")));

        Assert.True(guard.IsAllowed("idp.corp", IPAddress.Parse("10.0.0.7")));
        Assert.True(guard.IsAllowed("idp.corp", IPAddress.Parse("::ffff:10.0.0.7")));
        Assert.False(guard.IsAllowed("idp.corp", IPAddress.Parse("10.0.0.8")));
        Assert.False(guard.IsAllowed("other", IPAddress.Parse("10.0.0.7")));
    }
}
