using System.Text;

namespace OAuthKit.Generators;

/// <summary>Writes C# text line by line, indented by the blocks that are open, with <c>\n</c> at each end of line.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes an empty line.</summary>
    public SourceWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes text of one or more lines.</summary>
    public SourceWriter Line(string text)
    {
        foreach (var line in text.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _depth * IndentSize).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    public SourceWriter Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }

        return this;
    }

    /// <summary>Writes a line that is one level deeper than its surroundings.</summary>
    public SourceWriter Continue(string text)
    {
        _depth++;
        Line(text);
        _depth--;
        return this;
    }

    public SourceWriter Open()
    {
        Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    public override string ToString() => _text.ToString();
}
