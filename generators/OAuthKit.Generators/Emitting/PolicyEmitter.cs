namespace OAuthKit.Generators;

/// <summary>Writes a policy as the expression that creates it.</summary>
internal static class PolicyEmitter
{
    public static string Emit(PolicyModel policy)
    {
        if (!policy.Grant.Requests)
        {
            return policy.Grant.Code;
        }

        var members = string.Join(", ", Members(policy.Request));
        var binding = policy.Request.Dpop is { } dpop ? $" {{ Dpop = {(dpop ? "true" : "false")} }}" : "";
        return $"new global::OAuthKit.ApiPolicy(new {policy.Grant.Code}{(members.Length == 0 ? "()" : $" {{ {members} }}")}){binding}";
    }

    private static IEnumerable<string> Members(TokenRequestModel request)
    {
        if (request.Scopes is not null)
        {
            yield return $"Scope = {ConstantText.Of(string.Join(" ", request.Scopes.Values))}";
        }

        if (request.Resources is not null)
        {
            yield return $"Resource = [{string.Join(", ", request.Resources.Values.Select(ConstantText.Of))}]";
        }

        if (request.Audience is not null)
        {
            yield return $"Audience = {ConstantText.Of(request.Audience)}";
        }

        if (request.Parameters.Count > 0)
        {
            var items = request.Parameters.Select(parameter => $"[{ConstantText.Of(parameter.Name)}] = {ConstantText.Of(parameter.Value)}");
            yield return $"Parameters = new global::System.Collections.Generic.Dictionary<string, string> {{ {string.Join(", ", items)} }}";
        }
    }
}
