using System.Buffers;
using System.Text;

namespace OAuthKit;

/// <summary>
/// Reads <c>#challenge</c> (RFC 9110 section 11.6.1). Commas part both challenges and parameters, so what follows one is a
/// parameter only where a <c>=</c> comes after its name.
/// </summary>
internal ref struct ChallengeParser(string? text)
{
    // A header line is limited by the transport; this limits what one line can make us keep.
    private const int MaxChallenges = 32;
    private const int MaxParameters = 64;

    private static readonly SearchValues<char> _tokenChars =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> _token68Chars =
        SearchValues.Create("-._~+/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public void ReadInto(List<AuthenticationChallenge> challenges)
    {
        for (var count = 0; count < MaxChallenges; count++)
        {
            SkipCommas();
            var scheme = ReadToken();
            if (scheme.IsEmpty)
            {
                return;
            }

            var isWhole = ReadChallenge(scheme.ToString(), out var challenge);
            if (challenge is not null)
            {
                challenges.Add(challenge);
            }

            if (!isWhole)
            {
                return;
            }
        }
    }

    /// <summary>Reads what follows a scheme. False: the grammar is broken there, and nothing after it can be trusted.</summary>
    private bool ReadChallenge(string scheme, out AuthenticationChallenge? challenge)
    {
        challenge = null;
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (_at == _text.Length || _text[_at] == ',')
        {
            challenge = new(scheme, null, parameters);
            return true;
        }

        if (_text[_at] is not (' ' or '\t'))
        {
            return false;
        }

        SkipSpace();
        if (TryReadToken68(out var token68))
        {
            challenge = new(scheme, token68, parameters);
            return AtEndOfElement();
        }

        var isUnique = true;
        var end = _at;
        while (TryReadName(out var name))
        {
            if (!TryReadValue(out var value) || parameters.Count == MaxParameters)
            {
                return false;
            }

            isUnique &= parameters.TryAdd(name, value);
            if (!AtEndOfElement())
            {
                return false;
            }

            end = _at;
        }

        var isWhole = _at == _text.Length || _text[end.._at].Contains(',');
        challenge = isWhole && isUnique ? new(scheme, null, parameters) : null;
        return isWhole;
    }

    /// <summary>A parameter's name, up to behind its <c>=</c>; else nothing is consumed but commas and space before the next scheme.</summary>
    private bool TryReadName(out string name)
    {
        SkipCommas();
        var start = _at;
        var token = ReadToken();
        SkipSpace();
        if (!token.IsEmpty && _at < _text.Length && _text[_at] == '=')
        {
            _at++;
            SkipSpace();
            name = token.ToString();
            return true;
        }

        _at = start;
        name = "";
        return false;
    }

    private bool TryReadValue(out string value)
    {
        if (_at < _text.Length && _text[_at] == '"')
        {
            return TryReadQuoted(out value);
        }

        value = ReadToken().ToString();
        return value.Length > 0;
    }

    private bool TryReadQuoted(out string value)
    {
        var result = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                value = result.ToString();
                return true;
            }

            if (c == '\\' && ++_at < _text.Length)
            {
                c = _text[_at];
            }

            result.Append(c);
        }

        value = "";
        return false;
    }

    private bool TryReadToken68(out string value)
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAnyExcept(_token68Chars);
        length = length < 0 ? rest.Length : length;
        var end = length;
        while (end < rest.Length && rest[end] == '=')
        {
            end++;
        }

        // "name=value" is a parameter; a token68 ends the element.
        var after = rest[end..].TrimStart(" \t");
        if (length == 0 || !(after.IsEmpty || after[0] == ','))
        {
            value = "";
            return false;
        }

        value = rest[..end].ToString();
        _at += end;
        return true;
    }

    private ReadOnlySpan<char> ReadToken()
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAnyExcept(_tokenChars);
        var token = length < 0 ? rest : rest[..length];
        _at += token.Length;
        return token;
    }

    private bool AtEndOfElement()
    {
        SkipSpace();
        return _at == _text.Length || _text[_at] == ',';
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipCommas()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or ',')
        {
            _at++;
        }
    }
}
