namespace OAuthKit;

/// <summary>How the reading of an answer may end without a result.</summary>
internal static class Endings
{
    /// <summary>By an error of the protocol; by one of the transport only where the connection broke.</summary>
    public static bool IsTyped(Answer answer, Exception e) => Property.IsOfProtocol(e) || (answer.Breaks && e is HttpRequestException);

    /// <summary>A poller goes on where a connection broke, so only the protocol ends it.</summary>
    public static bool IsOfPolling<T>(T script, Exception e) => Property.IsOfProtocol(e);

    /// <summary>By what the constructors and parsers of a program's own values throw.</summary>
    public static bool IsArgument<T>(T text, Exception e) => e.GetType() == typeof(ArgumentException);

    public static bool IsFormat<T>(T text, Exception e) => e.GetType() == typeof(FormatException);

    public static async Task<Exception> OfAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception e)
        {
            return e;
        }

        throw new InvalidOperationException("The answer was taken.");
    }
}
