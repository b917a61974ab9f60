using System.Collections.Immutable;

namespace OAuthKit.Testing;

/// <summary>Finds the endpoint of a request: the last that was added among those that fit, so that a test can replace one.</summary>
internal sealed class EndpointTable
{
    private ImmutableList<TestEndpoint> _endpoints = [];

    public IReadOnlyList<TestEndpoint> All => Volatile.Read(ref _endpoints);

    public void Add(TestEndpoint endpoint) => ImmutableInterlocked.Update(ref _endpoints, endpoints => endpoints.Insert(0, endpoint));

    public TestEndpoint? Find(TestRequest request, out string? allowedMethods)
    {
        allowedMethods = null;
        foreach (var endpoint in All)
        {
            if (!endpoint.Enabled || !endpoint.Pattern.TryMatch(request.Path, out var values))
            {
                continue;
            }

            if (endpoint.Answers(request.Method))
            {
                request.Route = values;
                return endpoint;
            }

            allowedMethods = allowedMethods is null ? endpoint.Method : allowedMethods + ", " + endpoint.Method;
        }

        return null;
    }
}
