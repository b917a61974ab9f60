namespace OAuthKit;

/// <summary>How one policy asks its user.</summary>
internal sealed class SignIn(OAuthClient client, string api, SignInGrant grant, SignInOptions options, IUserPrompt prompt, SemaphoreSlim turn)
{
    public OAuthClient Client { get; } = client;

    /// <summary>The name of the API.</summary>
    public string Api { get; } = api;

    public SignInGrant Grant { get; } = grant;

    public SignInOptions Options { get; } = options;

    public IUserPrompt Prompt { get; } = prompt;

    /// <summary>Whether the user was shown something. Before that, a failure is none of theirs.</summary>
    public bool HasAsked { get; private set; }

    public void Asked() => HasAsked = true;

    /// <summary>Lets the user be asked anew.</summary>
    public void Restart() => HasAsked = false;

    /// <summary>Asks the user. One question at a time: they couldn't tell two apart.</summary>
    public async Task<TokenSet> RunAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var tokens = await Grant.RunAsync(this, cancellationToken).ConfigureAwait(false);
            Asked();
            return tokens;
        }
        catch (OAuthServerException e) when (e.Error == ErrorCodes.AccessDenied)
        {
            throw new OAuthException(OAuthFault.AuthorizationDenied, $"The user, or the authorization server on their behalf, denied the sign-in for the API \"{Api}\" (RFC 6749 section 4.1.2.1).", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            Asked();
            throw new OAuthException(OAuthFault.AuthorizationDenied, $"The user ended the sign-in for the API \"{Api}\".", e);
        }
        finally
        {
            turn.Release();
        }
    }
}
