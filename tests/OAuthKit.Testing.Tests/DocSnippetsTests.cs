using OAuthKit.Tests;

namespace OAuthKit.Testing.Tests;

public sealed class DocSnippetsTests
{
    private const string Source = """
        class C
        {
            #region Start
            var a = 1;
            if (a == 1)
            {
                a++;
            }
            #endregion
        }
        """;

    private static readonly string _page = """
        # Page

        <!-- snippet: Start -->
        ```csharp
        var a = 1;
        if (a == 1)
        {
            a++;
        }
        ```

        ```bash
        dotnet test
        ```
        """;

    [Fact]
    public void A_page_of_the_compiled_text_has_no_faults() => Assert.Empty(DocSnippets.FindFaults(_page, DocSnippets.ReadRegions(Source)));

    [Fact]
    public void Finds_a_block_that_differs() =>
        Assert.Contains("differs", Assert.Single(DocSnippets.FindFaults(_page.Replace("a++", "a--", StringComparison.Ordinal), DocSnippets.ReadRegions(Source))), StringComparison.Ordinal);

    [Fact]
    public void Finds_a_block_without_a_region() =>
        Assert.Contains("No source", DocSnippets.FindFaults(_page, DocSnippets.ReadRegions(""))[0], StringComparison.Ordinal);

    [Fact]
    public void Finds_a_block_without_a_name() =>
        Assert.Contains("isn't preceded", DocSnippets.FindFaults(_page.Replace("<!-- snippet: Start -->\n", "", StringComparison.Ordinal), DocSnippets.ReadRegions(Source))[0], StringComparison.Ordinal);

    [Fact]
    public void Passes_a_block_that_says_why_it_is_not_compiled() =>
        Assert.Empty(DocSnippets.FindFaults(_page + "\n\n<!-- not compiled: a fragment -->\n```csharp\n...\n```\n", DocSnippets.ReadRegions(Source)));

    [Fact]
    public void Finds_a_page_without_snippets() => Assert.Single(DocSnippets.FindFaults("# Page", DocSnippets.ReadRegions(Source)));
}
