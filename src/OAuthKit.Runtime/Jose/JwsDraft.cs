using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// One JWT in the making. Header, claims and signature are written side by side into one pooled buffer and encoded in place,
/// so that the finished text is the only thing allocated for it.
/// </summary>
internal sealed class JwsDraft : IDisposable
{
    private const int UsualLength = 1024;

    private readonly JwsHeader _header;
    private readonly PooledBuffer _buffer = new(UsualLength + JwsSigner.MaxSignatureLength);

    public JwsDraft(JwsHeader header)
    {
        _header = header;
        _buffer.Write(header.Encoded);
        Claims = new Utf8JsonWriter(_buffer, JwsWriter.JsonOptions);
        Claims.WriteStartObject();
    }

    public string Algorithm => _header.Algorithm;

    /// <summary>Where the claims go. The object is open, and closed by signing.</summary>
    public Utf8JsonWriter Claims { get; }

    public ValueTask<string> SignAsync(CancellationToken cancellationToken)
    {
        Claims.WriteEndObject();
        Claims.Dispose();
        EncodeFrom(_header.Encoded.Length);
        var room = _buffer.GetSpan(JwsSigner.MaxSignatureLength + 1);
        return _header.Signer.TrySign(_buffer.Written.Span, room[1..], out var length)
            ? new(Finish(length))
            : SignRemotelyAsync(cancellationToken);
    }

    public void Dispose()
    {
        Claims.Dispose();
        _buffer.Dispose();
    }

    private async ValueTask<string> SignRemotelyAsync(CancellationToken cancellationToken)
    {
        var signature = await _header.Signer.SignAsync(_buffer.Written, cancellationToken).ConfigureAwait(false);
        signature.Span.CopyTo(_buffer.GetSpan(signature.Length + 1)[1..]);
        return Finish(signature.Length);
    }

    // The signature stands behind the place of its dot.
    private string Finish(int length)
    {
        if (length == 0)
        {
            throw new InvalidOperationException($"The signer of the {_header.Algorithm} key gave an empty signature.");
        }

        _buffer.GetSpan(length + 1)[0] = (byte)'.';
        _buffer.Advance(length + 1);
        EncodeFrom(_buffer.Count - length);
        return Encoding.UTF8.GetString(_buffer.Written.Span);
    }

    private void EncodeFrom(int start)
    {
        var length = _buffer.Count - start;
        var encoded = Base64Url.GetEncodedLength(length);
        _buffer.GetSpan(encoded - length);
        Base64Url.TryEncodeToUtf8InPlace(_buffer.From(start)[..encoded], length, out _);
        _buffer.Advance(encoded - length);
    }
}
