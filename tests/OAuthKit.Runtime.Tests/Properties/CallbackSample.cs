using CsCheck;

namespace OAuthKit;

/// <summary>An authorization response, and what must become of it.</summary>
internal sealed class CallbackSample
{
    public const string State = "state-" + The.Canary;
    public const string RedirectUri = "https://rp.example/cb?tenant=a";

    private static readonly string[] _modes = [ResponseModes.Query, ResponseModes.Fragment, ResponseModes.FormPost];
    private static readonly string[] _names = ["session_state", "x", "", "é", "😀", "a b", "a&b=c", "State", "ISS", "client_id", "\0", "a[]", "+", "%"];
    private static readonly string[] _values = ["", "x", " ", "ü+&= #", "😀\u202e", "\0\r\n", "%41", "<script>", "a=b", "https://evil.example/?a=b#c"];
    private static readonly string[] _unasked = ["access_token", "id_token", "refresh_token", "token_type", "response", "error"];
    private static readonly string[] _noForms = ["x=%zz", "x=%", "x=%f", "x=%ff", "%c0%80=x", "x= y", "x=\u007f", "x=\ud800"];

    private CallbackSample(int kind, string mode, string code, IEnumerable<(string Name, string Value)> extras, uint what, bool isNamed)
    {
        Code = code;
        Transaction = new AuthorizationTransaction
        {
            Issuer = The.Issuer,
            ClientId = The.ClientId,
            RedirectUri = RedirectUri,
            ResponseType = ResponseTypes.Code,
            ResponseMode = mode,
            State = State,
            CodeVerifier = CodeVerifier.Parse(The.Verifier),
            RequiresIssuer = isNamed,
            RequiresCallbackUrl = what % 2 == 0,
            CreatedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ExpiresAt = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero),
        };
        List<(string Name, string Value)> pairs = [("code", code), ("state", State), ("iss", The.Issuer), .. extras];
        (IsGood, What) = Edit(pairs, kind, what, isNamed);
        var text = string.Join('&', pairs.Select(pair => $"{Encode(pair.Name, what)}={Encode(pair.Value, what)}"));
        if (kind == 11)
        {
            text += "&" + _noForms[what / 8 % _noForms.Length];
        }

        Callback = () => Deliver(kind, mode, text, pairs, what);
        Text = text;
    }

    public static Gen<CallbackSample> Some { get; } = Gen.Select(
        Gen.Frequency((4, Gen.Const(0)), (14, Gen.Int[1, 14])),
        Gen.OneOf(_modes),
        Gen.String[Gen.Char['\x21', '\x7e'], 1, 40],
        Gen.Shuffle(_names, 0, 4),
        Gen.OneOf(_values).Array[4],
        Gen.UInt,
        Gen.Bool,
        (kind, mode, code, names, values, what, isNamed) => new CallbackSample(kind, mode, code, names.Select((name, i) => (name, values[i])), what, isNamed));

    public AuthorizationTransaction Transaction { get; }

    public string Code { get; }

    public Func<AuthorizationCallback> Callback { get; }

    public bool IsGood { get; }

    private string What { get; }

    private string Text { get; }

    public override string ToString() => $"{What}, {(IsGood ? "good" : "bad")}, {Transaction.ResponseMode}\n{Text}";

    private static (bool IsGood, string What) Edit(List<(string Name, string Value)> pairs, int kind, uint what, bool isNamed)
    {
        var known = (int)(what / 2 % 3);
        var name = pairs[known].Name;
        switch (kind)
        {
            case 1:
                pairs.RemoveAt(known);
                return (name == "iss" && !isNamed, $"without {name}");
            case 2:
                pairs[known] = (name, "");
                return (name == "iss" && !isNamed, $"{name} empty");
            case 3:
                pairs[1] = ("state", (what / 8 % 4) switch { 0 => State + "1", 1 => State[1..], 2 => State.ToUpperInvariant(), _ => State + "\0" });
                return (false, "state changed");
            case 4:
                pairs[2] = ("iss", (what / 8 % 4) switch { 0 => The.Issuer + "/", 1 => "https://evil.example", 2 => The.Issuer.ToUpperInvariant(), _ => " " + The.Issuer });
                return (false, "iss changed");
            case 5:
                pairs.Insert((int)(what / 8 % pairs.Count), pairs[known]);
                return (false, $"{name} repeated");
            case 6:
                pairs.Add((name, "x"));
                return (false, $"{name} repeated with another value");
            case 7:
                pairs.Insert((int)(what / 8 % pairs.Count), (_unasked[what / 8 % _unasked.Length], "x"));
                return (false, "with what wasn't asked for");
            case 8:
                pairs.InsertRange(0, [("x", "1"), ("x", "2")]);
                return (true, "an unknown one repeated");
            case 9:
                pairs.Reverse();
                return (true, "in another order");
            case 10:
                return (false, "in another place");
            case 11:
                return (false, "no form");
            case 12:
                return (false, "at another URL");
            case 13:
                return (false, "in two places");
            default:
                return (true, "as it was sent");
        }
    }

    private static AuthorizationCallback Deliver(int kind, string mode, string text, List<(string Name, string Value)> pairs, uint what)
    {
        if (kind == 10)
        {
            mode = _modes[(Array.IndexOf(_modes, mode) + 1 + (int)(what / 8 % 2)) % 3];
        }

        var url = kind != 12 ? RedirectUri : (what / 8 % 3) switch { 0 => "https://rp.example/other?tenant=a", 1 => "https://rp.example/cb?tenant=b", _ => "https://evil.example/cb?tenant=a" };
        var twice = kind == 13;
        return mode switch
        {
            ResponseModes.Query when twice => AuthorizationCallback.FromUrl($"{url}&{text}#state=x"),
            ResponseModes.Query when what / 16 % 2 == 0 => AuthorizationCallback.FromQuery($"?tenant={url[^1]}&{text}", url[..url.IndexOf('?')]),
            ResponseModes.Query => AuthorizationCallback.FromUrl($"{url}&{text}"),
            ResponseModes.Fragment => AuthorizationCallback.FromUrl($"{url}{(twice ? "&code=x" : "")}#{text}"),
            // What a framework has read: it has let pass what is no form.
            _ when what / 16 % 2 == 0 && kind != 11 && !twice => AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), url),
            _ when twice => AuthorizationCallback.FromForm("GET", "application/x-www-form-urlencoded", text, url),
            _ => AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded; charset=utf-8", text, url),
        };
    }

    private static string Encode(string text, uint what)
    {
        var encoded = Uri.EscapeDataString(text);
        return what / 32 % 2 == 0 ? encoded : encoded.Replace("%20", "+", StringComparison.Ordinal);
    }
}
