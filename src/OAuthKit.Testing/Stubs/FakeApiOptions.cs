using Microsoft.Extensions.Options;

namespace OAuthKit.Testing;

/// <summary>Gives every registered API the fakes, and an address where it has none.</summary>
internal sealed class FakeApiOptions<TOptions>(StubApi stub) : IPostConfigureOptions<TOptions>
    where TOptions : OAuthApiOptions
{
    private static readonly Uri _address = new("https://api.test");

    public void PostConfigure(string? name, TOptions options)
    {
        options.TokenSource = stub.Tokens;
        options.BaseAddress ??= _address;
    }
}
