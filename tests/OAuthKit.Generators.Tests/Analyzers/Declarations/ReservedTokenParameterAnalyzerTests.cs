namespace OAuthKit.Generators.Tests;

public sealed class ReservedTokenParameterAnalyzerTests
{
    [Fact]
    public Task Reports_parameters_that_OAuthKit_sets() => AnalyzerRun.Reports<ReservedTokenParameterAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, TokenParameter({|OAK015:"scope"|}, "a"), TokenParameter({|OAK015:"grant_type"|}, "a"), TokenParameter({|OAK015:""|}, "a"), TokenParameter({|OAK015:"client_id"|}, "a")] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);

    [Fact]
    public Task Is_silent_on_others() => AnalyzerRun.IsSilent<ReservedTokenParameterAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, TokenParameter("organization", "scope"), TokenParameter("scopes", "a")] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);
}
