namespace OAuthKit.Generators;

/// <summary>Writes the client: an inner Refit client for each policy, and a forwarder for each member.</summary>
internal static class ClientEmitter
{
    public static void Emit(SourceWriter writer, ApiModel api)
    {
        var suppliesToken = api.Policies.Any(policy => policy.Grant == GrantModel.AccessToken);

        writer.Line($"/// <summary>Calls the API of <see cref=\"{api.Interface}\"/>, each method with the token that its attributes ask for.</summary>");
        writer.Lines(api.Attributes).Line(ApiEmitter.GeneratedCode);
        writer.Line($"{api.Accessibility} sealed partial class {api.Client} : {api.Interface}").Open();
        writer.Line($"private readonly {api.Interface} {string.Join(", ", api.Policies.Select((_, i) => Field(i)))};");
        if (suppliesToken)
        {
            writer.Line("private readonly global::OAuthKit.OAuthApiContext _context;");
        }

        EmitDeclaration(writer.Line(), api);
        EmitConstructor(writer.Line(), api, suppliesToken);
        EmitCreate(writer.Line(), api);
        if (suppliesToken)
        {
            EmitWithAccessToken(writer.Line(), api);
        }

        foreach (var property in api.Properties)
        {
            MemberEmitter.Emit(writer.Line(), property, api.Policies.Count);
        }

        foreach (var method in api.Methods)
        {
            MemberEmitter.Emit(writer.Line(), method);
        }

        if (api.Disposable)
        {
            writer.Line().Line("""
                // The connections belong to OAuthKit, and other clients share them.
                void global::System.IDisposable.Dispose()
                {
                }
                """);
        }

        writer.Close();
    }

    public static string Field(int policy) => $"_p{policy}";

    private static void EmitDeclaration(SourceWriter writer, ApiModel api)
    {
        var policies = string.Concat(api.Policies.Select(policy => $",\n    {PolicyEmitter.Emit(policy)}"));
        var members = string.Join(", ", Members(api));
        var initializer = members.Length == 0 ? "" : $" {{ {members} }}";
        writer.Line($"internal static global::OAuthKit.OAuthApi<{api.Interface}, {api.Client}, {GeneratedNames.Options(api.Client)}> Api {{ get; }} = new({ConstantText.Of(api.Name)}, static context => new(context){policies}){initializer};");
    }

    private static IEnumerable<string> Members(ApiModel api)
    {
        if (api.Json is not null)
        {
            yield return $"Json = {api.Json}.Default";
        }

        if (api.FromResourceMetadata)
        {
            yield return "FromResourceMetadata = true";
        }

        if (api.MutualTls)
        {
            yield return "MutualTls = true";
        }

        if (api.Vendor is not null)
        {
            yield return $"Vendor = {api.Vendor}";
        }
    }

    private static void EmitConstructor(SourceWriter writer, ApiModel api, bool suppliesToken)
    {
        writer.Line($"private {api.Client}(global::OAuthKit.OAuthApiContext context)").Open();
        if (suppliesToken)
        {
            writer.Line("_context = context;");
        }

        writer.Lines(api.Policies.Select((_, i) => $"{Field(i)} = context.Client<{api.Interface}>({i});")).Close();
    }

    private static void EmitCreate(SourceWriter writer, ApiModel api) => writer.Line($$"""
        /// <summary>Creates a client without a container.</summary>
        /// <param name="client">Gets the tokens, and shares them with other API clients. The caller disposes it.</param>
        /// <param name="baseAddress">The root of the API.</param>
        /// <param name="configure">Sets the options.</param>
        /// <param name="handler">Sends the requests, in place of OAuthKit's own.</param>
        public static {{api.Client}} Create(global::OAuthKit.OAuthClient client, global::System.Uri baseAddress, global::System.Action<{{GeneratedNames.Options(api.Client)}}>? configure = null, global::System.Net.Http.HttpMessageHandler? handler = null) => Api.Create(client, baseAddress, configure, handler);
        """);

    private static void EmitWithAccessToken(SourceWriter writer, ApiModel api)
    {
        var kept = api.Properties.Where(property => property is { Explicit: null, HasGetter: true, HasSetter: true }).Select(property => $"{property.Name} = {property.Name}");
        var initializer = string.Join(", ", kept);
        writer.Line($$"""
            /// <summary>A client like this one that sends the token wherever the caller supplies it.</summary>
            /// <param name="token">Sent to the API's own origin only, and never renewed.</param>
            public {{api.Client}} WithAccessToken(global::OAuthKit.AccessToken token) => new(_context.WithAccessToken(token)){{(initializer.Length == 0 ? "" : $" {{ {initializer} }}")}};
            """);
    }
}
