using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit.Testing;

/// <summary>Finds what a random text stands for, without keeping the text.</summary>
internal sealed class SecretTable<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _values = new(StringComparer.Ordinal);

    public string Add(T value)
    {
        var text = RandomText.Create(32);
        Add(text, value);
        return text;
    }

    public void Add(string text, T value) => _values[Hash(text)] = value;

    public T? Find(string? text) => text is null ? null : _values.GetValueOrDefault(Hash(text));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
