namespace OAuthKit.Generators.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("oauthkit").FullName;

    [Fact]
    public void A_difference_fails_and_leaves_what_was_received()
    {
        File.WriteAllText(Path.Combine(_directory, "A.verified.cs"), "one\n");

        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Snapshot.Matches("two\n", _directory, "A.g.cs", accept: false));

        Assert.Contains("+two", failure.Message, StringComparison.Ordinal);
        Assert.Equal("two\n", File.ReadAllText(Path.Combine(_directory, "A.received.cs")));
    }

    [Fact]
    public void A_snapshot_that_is_not_there_fails() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Snapshot.Matches("two\n", _directory, "A.g.cs", accept: false));

    [Fact]
    public void Accepting_writes_the_snapshot_and_then_it_matches_whatever_the_newlines()
    {
        Snapshot.Matches("one\n", _directory, "A.g.cs", accept: true);
        Snapshot.Matches("one\r\n", _directory, "A.g.cs", accept: false);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
