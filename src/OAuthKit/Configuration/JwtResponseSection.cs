namespace OAuthKit;

/// <summary>
/// The keys of <c>IdTokens</c>, <c>UserInfoResponses</c> and <c>AuthorizationResponses</c> of a client. They are named as in
/// its registration (OpenID Connect Dynamic Client Registration section 2), without what stands before <c>signed</c> there.
/// Encryption is for code only, so that a program without it doesn't carry what reads and uses the keys.
/// </summary>
internal static class JwtResponseSection
{
    private const string Signed = "SignedResponseAlg";

    private static readonly string[] _later = ["EncryptedResponseAlg", "EncryptedResponseEnc"];

    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<JwtResponseDraft>(Signed, ConfigurationShape.Text, static (value, draft) => draft.SignedResponseAlg = value.Text(VerificationAlgorithms.CheckResponse)),
        ],
        new(
            $"""
            Alg={Signed}
            Algorithm={Signed}
            SigningAlgorithm={Signed}
            """,
            _later));

    public static IdTokenOptions? ReadIdTokens(ConfigurationValue value) => Read(value) is { } algorithm ? new IdTokenOptions { SigningAlgorithm = algorithm } : null;

    public static JwtResponseOptions? ReadResponses(ConfigurationValue value) => Read(value) is { } algorithm ? new JwtResponseOptions { SigningAlgorithm = algorithm } : null;

    private static string? Read(ConfigurationValue value)
    {
        var draft = new JwtResponseDraft();
        value.Read(Table, draft);
        return draft.SignedResponseAlg;
    }
}
