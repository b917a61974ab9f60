using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>One endpoint of a test host, with its own record of requests and its own faults.</summary>
public abstract class TestEndpoint : TestTarget
{
    private protected TestEndpoint(string name, string method, string path)
    {
        Name = name;
        Method = method;
        Path = path;
        Pattern = RoutePattern.Parse(path);
    }

    /// <summary>What <see cref="TestRequest.Endpoint"/> calls it.</summary>
    public string Name { get; }

    /// <summary>The HTTP method that it answers; the first where there are several.</summary>
    public string Method { get; }

    /// <summary>Its path, from the root of the host.</summary>
    public string Path { get; private set; }

    /// <summary>Whether it is there. False takes it out of the server's metadata and answers 404.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    internal RoutePattern Pattern { get; private set; }

    internal void MoveTo(string path)
    {
        Path = path;
        Pattern = RoutePattern.Parse(path);
    }

    internal virtual bool Answers(string method) => method == Method;

    /// <summary>Says the endpoint's part of the server's metadata.</summary>
    internal virtual void Describe(JsonObject metadata)
    {
    }

    internal abstract ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken);
}
