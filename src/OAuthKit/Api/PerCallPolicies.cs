namespace OAuthKit;

/// <summary>
/// Makes policies that depend on what each call brings. It is reached from what asks for that, so that a program whose calls bring
/// nothing doesn't carry it when it is compiled ahead of time.
/// </summary>
internal abstract class PerCallPolicies
{
    public static PerCallPolicies Instance { get; } = new ApiCallPolicies();

    public abstract CallPolicy Create(string api, ApiPolicy declared, TokenGrant grant, ApiClients clients);
}
