using System.Text;
using CsCheck;

namespace OAuthKit;

/// <summary>Makes malformed texts and answers out of good ones: structure, bytes and headers are changed, seldom all at once.</summary>
internal static class Malformed
{
    private static readonly Gen<JsonEdit[]> _noJson = Gen.Const<JsonEdit[]>([]);
    private static readonly Gen<ByteEdit[]> _noBytes = Gen.Const<ByteEdit[]>([]);
    private static readonly Gen<HttpEdit[]> _noHttp = Gen.Const<HttpEdit[]>([]);

    // What stands around a document that is otherwise in order.
    private static readonly Gen<int> _frame = Gen.Frequency((30, Gen.Const(0)), (3, Gen.Int[1, 16]));

    /// <summary>Answers whose body was JSON.</summary>
    public static Gen<Answer> Answers(params Answer[] good) =>
        Gen.Select(
            Gen.OneOf(good),
            Gen.Frequency((5, JsonEdit.Some.Array[1]), (3, JsonEdit.Some.Array[2, 3]), (3, _noJson)),
            _frame,
            Gen.Frequency((7, _noBytes), (2, ByteEdit.Some.Array[1]), (1, ByteEdit.Some.Array[2, 4])),
            Gen.Frequency((6, _noHttp), (3, HttpEdit.Some.Array[1]), (1, HttpEdit.Some.Array[2, 3])),
            (answer, json, frame, bytes, http) => (Good: answer, Bad: Apply(answer, json, frame, bytes, http)))
        .Where(pair => !pair.Bad.IsSame(pair.Good))
        .Select(pair => pair.Bad);

    /// <summary>Answers whose body isn't looked at as JSON.</summary>
    public static Gen<Answer> Bodies(params Answer[] good) =>
        Gen.Select(
            Gen.OneOf(good),
            Gen.Frequency((3, _noBytes), (2, ByteEdit.Some.Array[1]), (1, ByteEdit.Some.Array[2, 4])),
            Gen.Frequency((1, _noHttp), (3, HttpEdit.Some.Array[1]), (1, HttpEdit.Some.Array[2, 3])),
            (answer, bytes, http) => (Good: answer, Bad: Apply(answer, [], 0, bytes, http)))
        .Where(pair => !pair.Bad.IsSame(pair.Good))
        .Select(pair => pair.Bad);

    /// <summary>JSON documents as text, most of which still are JSON.</summary>
    public static Gen<string> Json(params string[] good) =>
        Gen.Select(
            Gen.OneOf(good),
            Gen.Frequency((5, JsonEdit.Some.Array[1]), (3, JsonEdit.Some.Array[2, 3])),
            _frame,
            (text, json, frame) => (Good: text, Bad: Apply(text, json, frame)))
        .Where(pair => pair.Bad != pair.Good)
        .Select(pair => pair.Bad);

    /// <summary>JSON documents as bytes.</summary>
    public static Gen<byte[]> JsonBytes(params string[] good) =>
        Gen.Select(
            Json(good),
            Gen.Frequency((4, _noBytes), (2, ByteEdit.Some.Array[1]), (1, ByteEdit.Some.Array[2, 4])),
            (text, bytes) => Apply(Encoding.UTF8.GetBytes(text), bytes));

    /// <summary>Any text as bytes.</summary>
    public static Gen<byte[]> Bytes(params string[] good) =>
        Gen.Select(
            Gen.OneOf(good),
            Gen.Frequency((3, ByteEdit.Some.Array[1]), (1, ByteEdit.Some.Array[2, 4])),
            (text, bytes) => (Good: Encoding.UTF8.GetBytes(text), Bad: Apply(Encoding.UTF8.GetBytes(text), bytes)))
        .Where(pair => !pair.Bad.AsSpan().SequenceEqual(pair.Good))
        .Select(pair => pair.Bad);

    private static Answer Apply(Answer good, JsonEdit[] json, int frame, ByteEdit[] bytes, HttpEdit[] http)
    {
        var body = json.Length == 0 && frame == 0 ? good.Bytes : Encoding.UTF8.GetBytes(Apply(good.Body, json, frame));
        var answer = good with { Bytes = Apply(body, bytes) };
        foreach (var edit in http)
        {
            answer = edit.Apply(answer);
        }

        return answer;
    }

    private static byte[] Apply(byte[] text, ByteEdit[] edits)
    {
        foreach (var edit in edits)
        {
            text = edit.Apply(text);
        }

        return text;
    }

    private static string Apply(string text, JsonEdit[] edits, int frame)
    {
        var document = JsonDraft.Parse(text);
        foreach (var edit in edits)
        {
            edit.Apply(document);
        }

        return Frame(document.ToString(), frame);
    }

    private static string Frame(string text, int frame) => frame switch
    {
        0 => text,
        1 => $"\uFEFF{text}",
        2 => $" \r\n\t{text}\n",
        3 => $"[{text}]",
        4 => $"{{\"data\":{text}}}",
        5 => text + text,
        6 => text + ",",
        7 => text + "\0",
        8 => "//x\n" + text,
        9 => text + "/**/",
        10 => text.Length > 2 ? text[..^1] + "," + text[^1] : "",
        11 => ")]}',\n" + text,
        12 => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        13 => text.Replace('"', '\''),
        14 => "\u00A0" + text,
        15 => text.Replace(":", " : ", StringComparison.Ordinal),
        _ => Odd.Documents[text.Length % Odd.Documents.Length],
    };
}
