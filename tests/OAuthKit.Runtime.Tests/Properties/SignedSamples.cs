using System.Text;
using System.Text.Json;
using CsCheck;

namespace OAuthKit;

/// <summary>
/// JWTs of one kind: good ones with whatever else they may hold, ones of which a member was left out, repeated, or given
/// another value or type before they were signed, and ones that were changed afterwards.
/// </summary>
internal sealed class SignedSamples(Func<string, string, string> sign, SignedMember[] header, SignedMember[] claims)
{
    private static readonly string[] _freeNames = ["\"x\"", "\"\"", "\"é\"", "\"__proto__\"", "\"Iss\"", "\"SUB\"", "\" \"", "\"\\u0000\"", "\"a\\u0062\"", "\"😀\"", "\"https://x.example/y\""];

    // Those of the odd values that are JSON all the same. Half a character is refused by the library, wherever it stands.
    private static readonly string[] _freeValues = [.. Odd.Values.Where(value => IsJson($"{{\"x\":{value}}}") && !IsHalf(value))];

    private static readonly string[] _free = ["\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}", "\"jku\":\"https://evil.example/\"", "\"x5u\":\"https://evil.example/\"", "\"x5c\":[\"AA\"]", "\"x\":1", "\"b64\":true"];
    private static readonly string[] _critical = ["\"crit\":[\"exp\"]", "\"crit\":[]", "\"crit\":null", "\"crit\":[\"b64\"],\"b64\":false", "\"crit\":\"x\""];

    /// <summary>What no JWT of this kind may hold, each with its name.</summary>
    public string[] Forbidden { get; init; } = [];

    public Gen<SignedSample> Some => Gen.Frequency(
        (4, Good),
        (4, Edited(claims, Forbidden).Select(edit => new SignedSample(Sign(edit.Json, Json(header)), edit.Json, edit.IsGood, $"claim {edit.What}"))),
        (2, Edited(header, _critical).Select(edit => new SignedSample(Sign(Json(claims), edit.Json), Json(claims), edit.IsGood, $"header {edit.What}"))),
        (3, Changed),
        (2, Malformed.Json(Json(claims)).Select(text => new SignedSample(Sign(text, Json(header)), text, null, "odd claims"))),
        (1, Malformed.Json(Json(header)).Select(text => new SignedSample(Sign(Json(claims), text), Json(claims), null, "odd header"))));

    /// <summary>One whose members are as they should be.</summary>
    public string Text => Sign(Json(claims), Json(header));

    private Gen<SignedSample> Good => Gen.Select(
        Gen.Shuffle(claims, claims.Length),
        Gen.Shuffle(_freeNames, 0, 4),
        Gen.OneOf(_freeValues).Array[4],
        Gen.OneOf(_free).Array[0, 1],
        Gen.Bool,
        (members, names, values, more, isWide) =>
        {
            string[] pairs = [.. members.Select(Pair), .. names.Select((name, i) => $"{name}:{values[i]}")];
            var json = isWide ? $"{{ {string.Join(" ,\n", pairs)}\t}}" : $"{{{string.Join(',', pairs)}}}";
            return new SignedSample(Sign(json, $"{{{string.Join(',', [.. header.Select(Pair), .. more])}}}"), json, true, "good");
        });

    private Gen<SignedSample> Changed => Gen.Select(SegmentEdit.Some, edit =>
    {
        var changed = edit.Apply(Text, Sign("{\"sub\":\"other\"}", Json(header)));
        return new SignedSample(changed, null, false, "changed afterwards");
    });

    private static Gen<(string Json, bool IsGood, string What)> Edited(SignedMember[] members, string[] forbidden) => Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, members.Length - 1],
        Gen.UInt,
        (kind, at, what) =>
        {
            var member = members[at];
            List<string> pairs = [.. members.Select(Pair)];
            switch (kind)
            {
                case 0:
                    pairs.RemoveAt(at);
                    return (Json(pairs), !member.IsRequired, $"{member.Name} removed");
                case 1:
                    pairs.Insert((int)(what % pairs.Count), Pair(member));
                    return (Json(pairs), false, $"{member.Name} repeated");
                case 2:
                    // The same name, written otherwise, with another value.
                    pairs.Insert((int)(what % pairs.Count), $"\"\\u{(int)member.Name[0]:x4}{member.Name[1..]}\":{member.Wrong ?? "1"}");
                    return (Json(pairs), false, $"{member.Name} repeated as an escape");
                case 3:
                    var other = member.OtherTypes[what % member.OtherTypes.Length];
                    pairs[at] = $"\"{member.Name}\":{other}";
                    return (Json(pairs), !member.IsTyped, $"{member.Name} retyped");
                case 4 when forbidden.Length > 0:
                    pairs.Insert((int)(what % pairs.Count), forbidden[what / 64 % forbidden.Length]);
                    return (Json(pairs), false, "forbidden");
                default:
                    pairs[at] = $"\"{member.Name}\":{member.Wrong ?? member.Json}";
                    return (Json(pairs), member.Wrong is null, $"{member.Name} changed");
            }
        });

    private string Sign(string json, string head) => sign(head, json);

    private static string Pair(SignedMember member) => $"\"{member.Name}\":{member.Json}";

    private static string Json(SignedMember[] members) => Json(members.Select(Pair));

    private static string Json(IEnumerable<string> pairs) => $"{{{string.Join(',', pairs)}}}";

    private static bool IsHalf(string value) => value.Contains("\\ud800", StringComparison.Ordinal);

    private static bool IsJson(string text)
    {
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(text));
        return document is not null;
    }
}
