using System.Text.Json;

namespace OAuthKit.Tool.Output;

/// <summary>What a grant brought.</summary>
internal sealed class TokenResult(TokenSet tokens, IdToken? idToken, UserInfo? userInfo)
{
    public void Write(ToolRun run)
    {
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer => WriteMembers(writer, run.ShowsTokens));
        }
        else
        {
            WriteListing(run.ShowsTokens);
        }
    }

    private void WriteMembers(Utf8JsonWriter writer, bool showsTokens)
    {
        writer.WriteString("token_type", tokens.TokenType);
        writer.WriteString("scope", tokens.Scope);
        if (ExpiresIn is { } seconds)
        {
            writer.WriteNumber("expires_in", seconds);
        }
        else
        {
            writer.WriteNull("expires_in");
        }

        writer.WriteBoolean("refresh_token_received", tokens.RefreshToken is not null);
        JsonResult.WriteMember(writer, "id_token_claims", idToken?.Claims);
        JsonResult.WriteMember(writer, "userinfo", userInfo?.Claims);
        if (showsTokens)
        {
            writer.WriteString("access_token", tokens.AccessToken.Reveal());
            writer.WriteString("refresh_token", tokens.RefreshToken?.Reveal());
            writer.WriteString("id_token", tokens.EncodedIdToken?.Reveal());
        }
    }

    private void WriteListing(bool showsTokens)
    {
        var time = TimeProvider.System;
        var listing = new Listing()
            .Add("token type", tokens.TokenType)
            .Add("scope", tokens.Scope)
            .Add("expires", tokens.ExpiresAt is { } at ? Words.Of(at, time.GetUtcNow()) : "the server doesn't say")
            .Add("refresh token", tokens.RefreshToken is null ? "none" : "received");
        if (showsTokens)
        {
            listing.Add("access_token", tokens.AccessToken.Reveal()).Add("refresh_token", tokens.RefreshToken?.Reveal()).Add("id_token", tokens.EncodedIdToken?.Reveal());
        }

        if (idToken is not null)
        {
            listing.Heading("").Heading("ID token").AddMembers(idToken.Claims, time);
        }

        if (userInfo is not null)
        {
            listing.Heading("").Heading("UserInfo").AddMembers(userInfo.Claims, time);
        }

        listing.Write();
    }

    private long? ExpiresIn => tokens.ExpiresIn is { } left ? (long)Math.Round(left.TotalSeconds) : null;
}
