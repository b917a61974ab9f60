namespace OAuthKit.Generators;

/// <summary>Writes the client: an inner Refit client for each policy, and a forwarder for each member.</summary>
internal static class ClientEmitter
{
    public static void Emit(SourceWriter writer, ApiModel api)
    {
        var keepsContext = BoundClientEmitter.IsNeeded(api);

        writer.Line($"/// <summary>Calls <see cref=\"{api.Interface}\"/>.</summary>");
        writer.Lines(api.Attributes).Line(ApiEmitter.GeneratedCode);
        writer.Line($"{api.Accessibility} sealed partial class {api.Client} : {api.Interface}").Open();
        writer.Line($"private readonly {api.Interface} {string.Join(", ", api.Policies.Select((_, i) => Field(i)))};");
        if (keepsContext)
        {
            writer.Line("private readonly OAK::OAuthApiContext _context;");
        }

        EmitDeclaration(writer.Line(), api);
        EmitConstructor(writer.Line(), api, keepsContext);
        EmitCreate(writer.Line(), api);
        BoundClientEmitter.Emit(writer, api);
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
                void SYS::IDisposable.Dispose()
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
        writer.Line($"internal static OAK::OAuthApi<{api.Interface}, {api.Client}, {GeneratedNames.Options(api.Client)}> Api {{ get; }} = new({ConstantText.Of(api.Name)}, static context => new(context){policies}){initializer};");
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

    private static void EmitConstructor(SourceWriter writer, ApiModel api, bool keepsContext)
    {
        writer.Line($"private {api.Client}(OAK::OAuthApiContext context)").Open();
        if (keepsContext)
        {
            writer.Line("_context = context;");
        }

        writer.Lines(api.Policies.Select((_, i) => $"{Field(i)} = context.Client<{api.Interface}>({i});")).Close();
    }

    private static void EmitCreate(SourceWriter writer, ApiModel api)
    {
        Create("OAK::OAuthClient client", "client", "Makes one over a client that the caller disposes.");
        writer.Line();
        Create("OAK::TokenSource tokens", "tokens", "Makes one with tokens of a source.");

        void Create(string parameter, string argument, string summary) => writer.Line($$"""
            /// <summary>{{summary}}</summary>
            public static {{api.Client}} Create({{parameter}}, SYS::Uri baseAddress, SYS::Action<{{GeneratedNames.Options(api.Client)}}>? configure = null, SYS::Net.Http.HttpMessageHandler? handler = null) => Api.Create({{argument}}, baseAddress, configure, handler);
            """);
    }
}
