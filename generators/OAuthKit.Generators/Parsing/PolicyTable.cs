namespace OAuthKit.Generators;

/// <summary>The distinct policies of an interface, in the order in which its methods name them.</summary>
internal sealed class PolicyTable
{
    private readonly List<PolicyModel> _policies = [];

    public EquatableArray<PolicyModel> ToEquatableArray() => new(_policies);

    public int IndexOf(PolicyModel policy)
    {
        var index = _policies.FindIndex(policy.IsSameAs);
        if (index < 0)
        {
            _policies.Add(policy);
            index = _policies.Count - 1;
        }

        return index;
    }
}
