using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports constants that are secrets by their name or by their look.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInAttributeAnalyzer : TokenAttributeAnalyzer
{
    public const string Id = "OAK007";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A secret stands in the source",
        "{0} is a secret, or looks like one, and would stand in the compiled program; it belongs in the configuration",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private static readonly HashSet<string> _secretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "client_secret", "client_assertion", "password", "assertion", "saml_assertion", "refresh_token", "access_token", "id_token", "subject_token",
        "actor_token", "code", "code_verifier", "device_code", "auth_req_id", "user_code", "logout_token", "request",
    };

    private static readonly string[] _secretWords = ["secret", "passwd", "password", "api_key", "apikey", "api-key", "private_key", "privatekey"];

    private static readonly string[] _secretPrefixes = ["Bearer ", "Basic ", "DPoP ", "-----BEGIN ", "ghp_", "gho_", "ghs_", "github_pat_", "xoxb-", "xoxp-", "sk_live_", "AKIA"];

    private protected override void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute)
    {
        var isParameter = attribute.Name == AttributeNames.TokenParameter;
        if (isParameter && attribute.Texts.Count > 0 && IsSecretName(attribute.Texts[0].Value))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Syntax.GetLocation(), $"The parameter '{attribute.Texts[0].Value}'"));
            return;
        }

        foreach (var (expression, value) in attribute.Texts)
        {
            if (IsSecret(value))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation(), "This text"));
            }
        }
    }

    private static bool IsSecretName(string name) =>
        _secretNames.Contains(name) || _secretWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsSecret(string value) =>
        _secretPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.Ordinal))
        || (value.StartsWith("eyJ", StringComparison.Ordinal) && value.Count(c => c == '.') is 2 or 4);
}
