namespace OAuthKit.Testing;

internal static class TargetPolicy
{
    public static bool TryGrant(TestTokenRequest request, out IReadOnlyList<string> audiences)
    {
        var resources = request.Form.GetAll(ParameterNames.Resource);
        audiences = [.. resources.Concat(request.Form.GetAll(ParameterNames.Audience)).Distinct(StringComparer.Ordinal)];

        // RFC 8707 section 2: a resource is an absolute URI without a fragment.
        return resources.All(IsAbsoluteWithoutFragment) && audiences.All(audience => request.Server.Options.Resources?.Contains(audience) ?? true);
    }

    private static bool IsAbsoluteWithoutFragment(string resource) =>
        !resource.Contains('#', StringComparison.Ordinal) && Uri.TryCreate(resource, UriKind.Absolute, out _) && resource[0] != '/';
}
