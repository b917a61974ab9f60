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
        var options = string.Join(", ", Options(policy));
        return $"new OAK::ApiPolicy(new {policy.Grant.Code}{(members.Length == 0 ? "()" : $" {{ {members} }}")}){(options.Length == 0 ? "" : $" {{ {options} }}")}";
    }

    private static IEnumerable<string> Options(PolicyModel policy)
    {
        if (policy.Request.Dpop is { } dpop)
        {
            yield return $"Dpop = {(dpop ? "true" : "false")}";
        }

        if (policy.PerCall)
        {
            yield return "PerCall = true";
        }
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
