using CsCheck;

namespace OAuthKit;

/// <summary>One change to a JSON document that leaves its structure to be seen.</summary>
internal sealed record JsonEdit(int Kind, uint Where, uint What)
{
    private const int Kinds = 16;

    private static readonly int[] _depths = [1, 20, 29, 30, 31, 32, 33, 64, 200, 2000];
    private static readonly string[] _tails = ["e5", "e400", "e-400", ".5", "0000000000000000000000", "x", " 1", "-"];
    private static readonly int[] _lengths = [64, 513, 5000, 5000, 70_000, 300_000];

    public static Gen<JsonEdit> Some { get; } = Gen.Select(Gen.Int[0, Kinds - 1], Gen.UInt, Gen.UInt, (kind, where, what) => new JsonEdit(kind, where, what));

    public void Apply(JsonDraft document)
    {
        JsonDraft[] containers = [.. document.Containers()];
        var count = containers.Sum(item => item.Values.Count);
        if (count == 0)
        {
            document.Become(Odd.Documents[What % Odd.Documents.Length]);
            return;
        }

        var at = (int)(Where % count);
        foreach (var container in containers)
        {
            if (at < container.Values.Count)
            {
                Apply(container, at);
                return;
            }

            at -= container.Values.Count;
        }
    }

    private void Apply(JsonDraft container, int at)
    {
        var value = container.Values[at];
        switch (Kind)
        {
            case 0:
                container.Remove(at);
                break;
            case 1 or 2 or 3:
                value.Become(Odd.Values[What % Odd.Values.Length]);
                break;
            case 4:
                container.Insert(at, container.Names?[at], value.Copy());
                break;
            case 5:
                container.Insert(at + 1, container.Names?[at], JsonDraft.Of(Odd.Values[What % Odd.Values.Length]));
                break;
            case 6 or 7 when container.Names is not null:
                container.Names[at] = Rename(container.Names[at]);
                break;
            case 8:
                value.Wrap();
                break;
            case 9:
                value.Wrap(Odd.Names[What % Odd.Names.Length]);
                break;
            case 10:
                value.Become(value.Text is ['"', .., '"'] ? value.Text[1..^1] : $"\"{value}\"");
                break;
            case 11:
                container.Insert(at, Odd.Names[What % Odd.Names.Length], JsonDraft.Of(Odd.Values[What / 16 % Odd.Values.Length]));
                break;
            case 12:
                var other = (int)(What % container.Values.Count);
                (container.Values[at], container.Values[other]) = (container.Values[other], container.Values[at]);
                if (container.Names is { } names)
                {
                    (names[at], names[other]) = (names[other], names[at]);
                }

                break;
            case 13:
                var depth = _depths[What % _depths.Length];
                value.Become(new string('[', depth) + value + new string(']', depth));
                break;
            default:
                value.Become(Tweak(value));
                break;
        }
    }

    private string Rename(string name) => name is not ['"', _, .., '"'] ? "\"\"" : (What % 8) switch
    {
        0 => name.ToUpperInvariant(),
        1 => $"\"{char.ToUpperInvariant(name[1])}{name[2..]}",
        2 => $"{name[..^1]} \"",
        3 => $"\"\uFEFF{name[1..]}",
        4 => $"{name[..^1]}\\u0000\"",
        // The same name, written otherwise.
        5 => $"\"\\u{(int)name[1]:x4}{name[2..]}",
        6 => name[1..^1],
        _ => name.Replace('_', '-'),
    };

    /// <summary>A string or number that has something more in it, or is longer.</summary>
    private string Tweak(JsonDraft value)
    {
        if (value.Text is not ['"', .., '"'] text)
        {
            return value + _tails[What % _tails.Length];
        }

        if (What % 8 == 0)
        {
            return text[..^1] + new string('a', _lengths[What / 8 % _lengths.Length]) + '"';
        }

        var at = 1 + (int)(What / 64 % (text.Length - 1));
        return text.Insert(at, Odd.Pieces[What % Odd.Pieces.Length]);
    }
}
