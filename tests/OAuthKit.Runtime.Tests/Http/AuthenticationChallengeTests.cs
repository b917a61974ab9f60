using System.Text;

namespace OAuthKit;

public sealed class AuthenticationChallengeTests
{
    /// <summary>Header lines parted by a line break, and what is read: <c>scheme(token68){name=value;...}</c> parted by a space.</summary>
    public static TheoryData<string, string> Lines() => new()
    {
        // One challenge.
        { "Bearer", "Bearer{}" },
        { "Bearer realm=\"x\"", "Bearer{realm=x}" },
        { "Bearer realm=x", "Bearer{realm=x}" },
        { "Bearer realm='x'", "Bearer{realm='x'}" },
        { "BEARER REALM=\"x\"", "BEARER{REALM=x}" },
        { "Bearer realm=\"\"", "Bearer{realm=}" },
        { "Bearer realm=\"a%20b\"", "Bearer{realm=a%20b}" },
        { "Bearer error=\"invalid_token\", error_description=\"it ended\"", "Bearer{error=invalid_token;error_description=it ended}" },
        { "DPoP algs=\"ES256 PS256\", error=\"use_dpop_nonce\"", "DPoP{algs=ES256 PS256;error=use_dpop_nonce}" },

        // White space where the grammar has it, and where it tolerates it.
        { "  Bearer   realm=\"x\"  ", "Bearer{realm=x}" },
        { "Bearer\trealm=\"x\"\t,\terror=\"e\"", "Bearer{realm=x;error=e}" },
        { "Bearer realm = \"x\"", "Bearer{realm=x}" },
        { "Bearer realm=\"x\",error=\"e\"", "Bearer{realm=x;error=e}" },

        // Odd commas.
        { ",Bearer realm=\"x\"", "Bearer{realm=x}" },
        { " , , Bearer realm=\"x\" , , ", "Bearer{realm=x}" },
        { "Bearer realm=\"x\",, error=\"e\",,,scope=s", "Bearer{realm=x;error=e;scope=s}" },
        { "Bearer , realm=\"x\"", "Bearer{realm=x}" },
        { "Bearer,", "Bearer{}" },

        // Quoted strings and quoted pairs.
        { "Bearer realm=\"a \\\"b\\\" c\"", "Bearer{realm=a \"b\" c}" },
        { "Bearer realm=\"a \\\\ b\"", "Bearer{realm=a \\ b}" },
        { "Bearer realm=\"\\a\"", "Bearer{realm=a}" },
        { "Bearer realm=\"a, Basic realm=\\\"b\\\"\", error=\"e\"", "Bearer{realm=a, Basic realm=\"b\";error=e}" },
        { "Bearer realm=\"error=\\\"x\\\"\"", "Bearer{realm=error=\"x\"}" },
        { "Bearer x=\"realm=no\", realm=\"yes\"", "Bearer{x=realm=no;realm=yes}" },
        { "Bearer norealm=\"no\", realm=\"yes\"", "Bearer{norealm=no;realm=yes}" },

        // Several challenges in one line, and several lines.
        { "Basic, Bearer", "Basic{} Bearer{}" },
        { "Basic realm=\"b\", Bearer error=\"e\"", "Basic{realm=b} Bearer{error=e}" },
        { "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"", "Newauth{realm=apps;type=1;title=Login to \"apps\"} Basic{realm=simple}" },
        { "Basic, Bearer realm=x, Negotiate", "Basic{} Bearer{realm=x} Negotiate{}" },
        { "Bearer error=e,Bearer error=f", "Bearer{error=e} Bearer{error=f}" },
        { "Basic realm=\"b\"\nBearer error=\"e\"", "Basic{realm=b} Bearer{error=e}" },
        { "\n,\nBearer", "Bearer{}" },

        // A single value in place of parameters.
        { "Negotiate YIIB/w==", "Negotiate(YIIB/w==){}" },
        { "Negotiate abc", "Negotiate(abc){}" },
        { "Negotiate -._~+/9", "Negotiate(-._~+/9){}" },
        { "Negotiate abc=, Basic realm=\"b\"", "Negotiate(abc=){} Basic{realm=b}" },
        { "Basic realm=\"b\", Negotiate abc==, Bearer error=e", "Basic{realm=b} Negotiate(abc==){} Bearer{error=e}" },
        { "Bearer error=", "Bearer(error=){}" },

        // A parameter that stands twice makes its challenge worthless, and no other.
        { "Bearer error=\"a\", error=\"b\"", "" },
        { "Bearer error=\"a\", ERROR=\"b\"", "" },
        { "Basic realm=b, Bearer error=a, error=b, Digest realm=d", "Basic{realm=b} Digest{realm=d}" },

        // Broken lines give what stood before the break.
        { "", "" },
        { " ", "" },
        { ",", "" },
        { "%%%", "%%%{}" },
        { "()", "" },
        { "\"Bearer\"", "" },
        { "Bearer;realm=x", "" },
        { "Bearer@x", "" },
        { "error=\"invalid_token\"", "" },
        { "  error=\"invalid_token\", error_description=\"no scheme\"", "" },
        { "Bearer, error=\"invalid_token\"", "Bearer{}" },
        { "Bearer error\"invalid_token\"", "" },
        { "Bearer realm=\"unterminated", "" },
        { "Bearer realm=\"unterminated\\", "" },
        { "Bearer realm=\"unterminated\\\"", "" },
        { "Bearer realm=\"x\" error=\"e\"", "" },
        { "Bearer realm=\\x", "" },
        { "Bearer realm=, error=e", "Bearer(realm=){}" },
        { "Bearer realm=ü", "" },
        { "Bearer realm=\"x\"y", "" },
        { "Negotiate abc== ???", "" },
        { "Negotiate abc==, realm=\"x\"", "Negotiate(abc==){}" },
        { "Basic realm=b, Bearer error=\"e, Digest realm=d", "Basic{realm=b}" },
        { "Bearer error=\"ok\", ???", "Bearer{error=ok}" },
        { "Basic realm=\"broken\nBearer error=\"e\"", "Bearer{error=e}" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void R284_Reads_challenges(string lines, string expected) =>
        Assert.Equal(expected, Render(AuthenticationChallenge.Parse(lines.Split('\n'))));

    [Fact]
    public void R284_Parameter_names_are_compared_without_regard_to_case()
    {
        var challenge = Assert.Single(AuthenticationChallenge.Parse(["bearer Error=\"Invalid_Token\""]));

        Assert.Equal("Invalid_Token", challenge.Parameters["ERROR"]);
    }

    [Fact]
    public void R284_What_one_line_can_make_us_keep_is_limited()
    {
        Assert.Equal(32, AuthenticationChallenge.Parse([string.Join(',', Enumerable.Repeat("Bearer", 10_000))]).Count);
        Assert.Empty(AuthenticationChallenge.Parse(["Bearer " + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"p{i}=x"))]));
    }

    [Fact]
    public void R284_Any_text_is_read_without_an_exception()
    {
        const string Alphabet = "Ba \t,=\"\\/-~;ü\0";
        for (var seed = 0; seed < 20_000; seed++)
        {
            var text = new StringBuilder();
            for (var rest = (uint)(seed * 2654435761u); rest > 0; rest /= (uint)Alphabet.Length)
            {
                text.Append(Alphabet[(int)(rest % (uint)Alphabet.Length)]);
            }

            AuthenticationChallenge.Parse([text.ToString()]);
        }
    }

    [Fact]
    public void A_challenge_shows_its_scheme_only() =>
        Assert.Equal("Bearer", AuthenticationChallenge.Parse(["Bearer error=\"x\""])[0].ToString());

    private static string Render(IEnumerable<AuthenticationChallenge> challenges) => string.Join(' ', challenges.Select(challenge =>
        $"{challenge.Scheme}{(challenge.Token68 is { } token68 ? $"({token68})" : "")}{{{string.Join(';', challenge.Parameters.Select(p => $"{p.Key}={p.Value}"))}}}"));
}
