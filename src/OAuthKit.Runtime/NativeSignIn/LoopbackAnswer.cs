namespace OAuthKit;

/// <summary>The page that a request gets, and whether it is the awaited one.</summary>
internal sealed class LoopbackAnswer
{
    private LoopbackAnswer(LoopbackPage page, bool isAwaited)
    {
        Page = page;
        IsAwaited = isAwaited;
    }

    public LoopbackPage Page { get; }

    public bool IsAwaited { get; }

    public static LoopbackAnswer Take(LoopbackPage page) => new(page, isAwaited: true);

    public static LoopbackAnswer Refuse(LoopbackPage page) => new(page, isAwaited: false);
}
