namespace OAuthKit.Testing;

internal static class TargetPolicy
{
    public static bool TryGrant(TestTokenRequest request, out IReadOnlyList<string> audiences) => TryGrant(request.Server, request.Form, out audiences);

    public static bool TryGrant(TestAuthorizationServer server, RequestValues values, out IReadOnlyList<string> audiences)
    {
        var resources = values.GetAll(ParameterNames.Resource);
        audiences = [.. resources.Concat(values.GetAll(ParameterNames.Audience)).Distinct(StringComparer.Ordinal)];

        // RFC 8707 section 2: a resource is an absolute URI without a fragment.
        return resources.All(IsAbsoluteWithoutFragment) && audiences.All(audience => server.Options.Resources?.Contains(audience) ?? true);
    }

    /// <summary>RFC 8707 section 2.2: no resource that wasn't granted, where some were.</summary>
    public static bool TryNarrow(TestTokenRequest request, UserGrant grant, out IReadOnlyList<string> audiences)
    {
        if (!TryGrant(request, out audiences))
        {
            return false;
        }

        if (audiences.Count == 0)
        {
            audiences = grant.Audiences;
        }

        return grant.Audiences.Count == 0 || audiences.All(grant.Audiences.Contains);
    }

    private static bool IsAbsoluteWithoutFragment(string resource) =>
        !resource.Contains('#', StringComparison.Ordinal) && Uri.TryCreate(resource, UriKind.Absolute, out _) && resource[0] != '/';
}
