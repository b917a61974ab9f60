using System.Text.Json;
using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool.Output;

/// <summary>A short aligned listing for people.</summary>
internal sealed class Listing
{
    private readonly List<(string Name, string Value)> _rows = [];

    public Listing Add(string name, string? value)
    {
        if (value is not null)
        {
            _rows.Add((TerminalText.Clean(name), TerminalText.Clean(value)));
        }

        return this;
    }

    /// <summary>The members of an object, with times in words.</summary>
    public Listing AddMembers(JsonElement members, TimeProvider time)
    {
        foreach (var member in members.EnumerateObject())
        {
            Add(member.Name, Words.Of(member.Name, member.Value, time));
        }

        return this;
    }

    public Listing Heading(string text)
    {
        _rows.Add((text, ""));
        return this;
    }

    public void Write()
    {
        var rows = _rows.Where(row => row.Value.Length > 0).ToList();
        var width = rows.Count == 0 ? 0 : rows.Max(row => row.Name.Length);
        foreach (var (name, value) in _rows)
        {
            Console.Out.WriteLine(value.Length == 0 ? name : $"{name.PadRight(width)}  {value}");
        }
    }
}
