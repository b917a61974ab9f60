using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace OAuthKit.CodeFixes;

/// <summary>A fix that replaces the node of a diagnostic, singly or for all.</summary>
/// <typeparam name="TNode">The node that the diagnostic stands on.</typeparam>
public abstract class OAuthKitCodeFix<TNode>(string id, string title) : CodeFixProvider
    where TNode : SyntaxNode
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>() is { } node && CanFix(diagnostic, node))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(Fix(root, node, diagnostic))), equivalenceKey: id),
                    diagnostic);
            }
        }
    }

    protected virtual bool CanFix(Diagnostic diagnostic, TNode node) => true;

    protected abstract SyntaxNode Fix(SyntaxNode root, TNode node, Diagnostic diagnostic);
}
