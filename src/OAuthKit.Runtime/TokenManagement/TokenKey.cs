using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>
/// What tells one kept token from another: SHA-256 over everything that can change what a server gives. It holds no secret and
/// no token.
/// </summary>
internal sealed class TokenKey : IEquatable<TokenKey>
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private TokenKey(ReadOnlySpan<byte> hash)
    {
        _first = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _second = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _third = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        _fourth = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]);
    }

    /// <summary>A key that nothing else has, for a supplier whose tokens can't be told apart by what is asked for.</summary>
    public static TokenKey Unique()
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(bytes);
        return new(bytes);
    }

    public static TokenKey Of(OAuthClient client, TokenGrant grant)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "OAuthKit.TokenKey.v1");
        foreach (var part in client.Server.Identity)
        {
            Append(hash, part);
        }

        Append(hash, client.ClientId);
        Append(hash, client.Authentication.Method);
        Append(hash, client.Authentication.KeyIdentity);
        Append(hash, client.Prover?.Key.Thumbprint);
        Append(hash, client.Certificate?.Identity);
        // A profile takes no token that was taken without.
        Append(hash, client.Rules?.Name);
        Append(hash, client.UseMtlsEndpointAliases ? MetadataNames.MtlsEndpointAliases : null);
        // The form is what is asked for, so a grant of the user's own and every further parameter are in the key by themselves.
        foreach (var parameter in Sorted(client.WithOwnResource(grant).BuildForm(client.Parameters)))
        {
            Append(hash, parameter);
        }

        Append(hash, grant.Identity);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return new(bytes);
    }

    /// <summary>The key of what this one stands for, on somebody's behalf. It costs no look at the tokens, which know their hashes.</summary>
    public TokenKey For(SubjectToken subject, ActorToken? actor)
    {
        const int Size = SHA256.HashSizeInBytes;
        Span<byte> parts = stackalloc byte[1 + (3 * Size)];
        parts[0] = actor is null ? (byte)1 : (byte)2;
        Write(parts[1..]);
        subject.Hash.CopyTo(parts[(1 + Size)..]);
        if (actor is null)
        {
            parts = parts[..^Size];
        }
        else
        {
            actor.Hash.CopyTo(parts[(1 + (2 * Size))..]);
        }

        Span<byte> bytes = stackalloc byte[Size];
        SHA256.HashData(parts, bytes);
        return new(bytes);
    }

    /// <summary>The key as a name for a store: it holds no secret and no token.</summary>
    public override string ToString() => $"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}";

    public bool Equals(TokenKey? other) =>
        other is not null && _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    public override bool Equals(object? obj) => Equals(obj as TokenKey);

    // A SHA-256 is as good a hash code as there is.
    public override int GetHashCode() => (int)_first;

    private void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], _fourth);
    }

    // Neither the order of parameters nor that of scope values, nor a value that stands twice, changes what is asked for.
    private static List<string> Sorted(FormParameters form)
    {
        var parameters = new List<string>();
        foreach (var (name, value) in form)
        {
            foreach (var part in name == Wire.Scope ? value.Split(' ') : [value])
            {
                var parameter = $"{name.Length}:{name}{part}";
                if (!parameters.Contains(parameter))
                {
                    parameters.Add(parameter);
                }
            }
        }

        parameters.Sort(StringComparer.Ordinal);
        return parameters;
    }

    // The length in front keeps ("ab", "c") from ("a", "bc"); -1 keeps absent from empty.
    private static void Append(IncrementalHash hash, string? part)
    {
        var utf8 = part is null ? [] : Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : utf8.Length);
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
