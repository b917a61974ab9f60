namespace OAuthKit.Generators;

/// <summary>Writes the options and the registration methods, each of which only names the client to OAuthKit.</summary>
internal static class RegistrationEmitter
{
    private const string Services = "DI::IServiceCollection";
    private const string Builder = "DI::IHttpClientBuilder";
    private const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration";

    public static void Emit(SourceWriter writer, ApiModel api)
    {
        var options = GeneratedNames.Options(api.Client);
        writer.Line($$"""
            /// <summary>The options of <see cref="{{api.Client}}"/>.</summary>
            {{ApiEmitter.GeneratedCode}}
            {{api.Accessibility}} sealed class {{options}} : OAK::OAuthApiOptions;

            /// <summary>Registers <see cref="{{api.Client}}"/>.</summary>
            """);
        writer.Lines(api.Attributes).Line(ApiEmitter.GeneratedCode);
        writer.Line($"{api.Accessibility} static class {GeneratedNames.Registration(api.Client)}").Open();
        Method(writer, api, $"By the section <c>OAuth:Apis:{api.Name}</c>.", "Add", "", "");
        Method(writer.Line(), api, "By another section.", "Add", $", {Configuration} section", ", section");
        Method(writer.Line(), api, "By code.", "Add", $", SYS::Action<{options}> configure", ", configure");
        Method(writer.Line(), api, "By a section, under a key.", "AddKeyed", $", object key, {Configuration} section", ", key, section");
        writer.Close();
    }

    private static void Method(SourceWriter writer, ApiModel api, string summary, string verb, string parameters, string arguments) => writer.Line($$"""
        /// <summary>{{summary}}</summary>
        public static {{Builder}} {{verb}}{{api.Client}}(this {{Services}} services{{parameters}}) => {{api.Client}}.Api.{{verb}}(services{{arguments}});
        """);
}
