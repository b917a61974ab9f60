namespace OAuthKit.Interop.Tests;

/// <summary>What there is of an answer, and then the end of the connection.</summary>
internal sealed class BrokenStream(byte[] start) : MemoryStream(start, writable: false)
{
    // Or its length would pass for that of the whole answer.
    public override bool CanSeek => false;

    // All other ways of reading come here.
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        return read > 0 ? read : throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }
}
