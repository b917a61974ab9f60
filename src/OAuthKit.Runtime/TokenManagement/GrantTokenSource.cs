using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace OAuthKit;

/// <summary>
/// Tokens that are obtained by a grant and renewed by refreshing or by the grant again: see the methods of
/// <see cref="TokenSource"/>. It holds the refresh token, and asks the server once at a time; a <see cref="TokenManager"/>
/// keeps the access token. Make one for each login and keep it as long as the login lasts.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore holds nothing to dispose of while nobody asks for its wait handle.")]
public sealed class GrantTokenSource : TokenSource
{
    private readonly TokenKey _key = TokenKey.Unique();
    private readonly TokenRenewal _renewal;
    private readonly Func<TokenSet, CancellationToken, Task>? _onRenewed;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private TokenManager[] _managers = [];
    private TokenSet? _tokens;
    private TokenSet? _unsaved;
    private bool _isUnused;
    private int _login;
    private ReauthenticationRequiredException? _end;

    internal GrantTokenSource(TokenRenewal renewal, TokenSourceOptions? options)
    {
        _renewal = renewal;
        _onRenewed = options?.OnRenewed;
        _tokens = options?.InitialTokens;
        _isUnused = _tokens is not null;
    }

    /// <summary>The tokens in use; null before the first ones came, and where a new login is needed.</summary>
    public TokenSet? Tokens
    {
        get
        {
            lock (_lock)
            {
                return _tokens;
            }
        }
    }

    /// <summary>
    /// Whether only a new login can give tokens. Calls then fail with a <see cref="ReauthenticationRequiredException"/>, without
    /// a request, once the access token that a manager still has is over; <see cref="Use"/> ends this.
    /// </summary>
    public bool ReauthenticationRequired
    {
        get
        {
            lock (_lock)
            {
                return _end is not null;
            }
        }
    }

    /// <summary>
    /// Takes the tokens of a new login in place of all from before. <see cref="TokenSourceOptions.OnRenewed"/> isn't called for
    /// them.
    /// </summary>
    /// <param name="tokens">The tokens.</param>
    public void Use(TokenSet tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Replace(tokens, null);
    }

    /// <summary>
    /// Drops all tokens, here and in the managers, also those that are on their way: for a logout. Where they came from a login,
    /// a new one is needed; else the next call asks for new ones. It doesn't revoke them, and doesn't wait for
    /// <see cref="TokenSourceOptions.OnRenewed"/>.
    /// </summary>
    public void Forget() => Replace(null, _renewal.NeedsLogin ? new("The tokens were forgotten.", null) : null);

    /// <summary>What it has; no token.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ReauthenticationRequired ? "reauthentication required" : Tokens?.ToString() ?? "no tokens yet";

    internal override OAuthClient Client => _renewal.Client;

    internal override bool AsksUser => _renewal.AsksUser;

    /// <summary>Lets the next call ask for tokens where a new login was needed. Tokens that are there stay.</summary>
    internal void Restart()
    {
        if (ReauthenticationRequired)
        {
            Replace(null, null);
        }
    }

    // One login has one refresh token, so all policies of a manager share the one access token.
    internal override TokenKey KeyIn(TokenManager manager)
    {
        lock (_lock)
        {
            if (Array.IndexOf(_managers, manager) < 0)
            {
                _managers = [.. _managers, manager];
            }
        }

        return _key;
    }

    /// <inheritdoc/>
    protected internal override async Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
    {
        var before = Tokens;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return TakeUnused(before) ?? await RenewAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tokens that nobody has had yet: initial ones, those of a login, and those that came while this call waited for its turn.</summary>
    private TokenSet? TakeUnused(TokenSet? before)
    {
        lock (_lock)
        {
            var isNew = _isUnused || !ReferenceEquals(_tokens, before);
            _isUnused = false;
            return isNew && _tokens?.IsExpired() == false ? _tokens : null;
        }
    }

    private async Task<TokenSet> RenewAsync(CancellationToken cancellationToken)
    {
        int login;
        TokenSet? current;
        TokenSet? unsaved;
        lock (_lock)
        {
            ThrowIfEnded();
            (login, current, unsaved) = (_login, _tokens, _unsaved);
        }

        var renewed = unsaved is not null && !unsaved.IsExpired() ? unsaved : await AskAsync(unsaved ?? current, login, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (_login != login)
            {
                return TokensInstead(renewed);
            }

            _unsaved = renewed;
        }

        // Persisted before use: a rotated refresh token that is lost ends the login.
        if (_onRenewed is not null)
        {
            await _onRenewed(renewed, cancellationToken).ConfigureAwait(false);
        }

        lock (_lock)
        {
            if (_login != login)
            {
                return TokensInstead(renewed);
            }

            _unsaved = null;
            return _tokens = renewed;
        }
    }

    private async Task<TokenSet> AskAsync(TokenSet? current, int login, CancellationToken cancellationToken)
    {
        try
        {
            return await _renewal.RenewAsync(current, cancellationToken).ConfigureAwait(false);
        }
        catch (ReauthenticationRequiredException e)
        {
            lock (_lock)
            {
                if (_login == login)
                {
                    _end = e;
                    _tokens = _unsaved = null;
                }
            }

            throw;
        }
    }

    // Somebody logged in or out while the request was under way: what it brought is of the old login, and isn't kept.
    private TokenSet TokensInstead(TokenSet renewed)
    {
        ThrowIfEnded();
        return _tokens ?? renewed;
    }

    // A new one each time: the engine writes on an exception until when it holds back.
    private void ThrowIfEnded()
    {
        if (_end is not null)
        {
            throw new ReauthenticationRequiredException(_end.Reason, _end.InnerException);
        }
    }

    private void Replace(TokenSet? tokens, ReauthenticationRequiredException? end)
    {
        TokenManager[] managers;
        lock (_lock)
        {
            _login++;
            _tokens = tokens;
            _unsaved = null;
            _isUnused = tokens is not null;
            _end = end;
            managers = _managers;
        }

        foreach (var manager in managers)
        {
            manager.Forget(_key);
        }
    }
}
