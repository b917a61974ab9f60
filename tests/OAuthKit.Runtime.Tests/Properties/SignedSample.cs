using System.Text.Json;

namespace OAuthKit;

/// <summary>A JWT, and what must become of it.</summary>
/// <param name="Text">The JWT.</param>
/// <param name="Claims">What was signed; null where the JWT was changed afterwards.</param>
/// <param name="IsGood">Whether it must be taken; null where only what is taken must be what was signed.</param>
/// <param name="What">What was done to it.</param>
internal sealed record SignedSample(string Text, string? Claims, bool? IsGood, string What)
{
    /// <summary>Reads the JWT. The reader gives back how a claim is looked up, where that can be done.</summary>
    public async Task ReadAsync(Func<string, Task<Func<string, JsonElement?>?>> read)
    {
        Func<string, JsonElement?>? claims;
        try
        {
            claims = await read(Text);
        }
        catch (OAuthException e) when (IsGood == true)
        {
            Assert.Fail($"A good one was refused: {e}");
            throw;
        }

        Assert.True(IsGood != false, "What must be refused was taken.");
        Assert.NotNull(Claims);
        if (claims is null)
        {
            return;
        }

        foreach (var member in JsonElement.Parse(Claims).EnumerateObject())
        {
            Assert.Equal(member.Value.GetRawText(), claims(member.Name)?.GetRawText());
        }
    }

    public override string ToString() => $"{What}, {IsGood switch { true => "good", false => "bad", _ => "either" }}\n{Claims}\n{Text}";
}
