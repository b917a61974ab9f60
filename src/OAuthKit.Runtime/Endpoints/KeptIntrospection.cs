namespace OAuthKit;

/// <summary>An answer and how long it is used.</summary>
internal sealed class KeptIntrospection(Introspection answer, DateTimeOffset until)
{
    public Introspection Answer { get; } = answer;

    public DateTimeOffset Until { get; } = until;
}
