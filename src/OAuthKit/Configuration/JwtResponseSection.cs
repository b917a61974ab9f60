namespace OAuthKit;

/// <summary>
/// The keys of <c>IdTokens</c>, <c>UserInfoResponses</c> and <c>AuthorizationResponses</c> of a client. They are named as in
/// its registration (OpenID Connect Dynamic Client Registration section 2), without what stands before <c>signed</c> and
/// <c>encrypted</c> there.
/// </summary>
internal static class JwtResponseSection
{
    private const string Files = "DecryptionKeyFiles";
    private const string Signed = "SignedResponseAlg";

    private static readonly string[] _keyAlgorithms =
        [JweAlgorithms.RsaOaep, JweAlgorithms.RsaOaep256, JweAlgorithms.EcdhEs, JweAlgorithms.EcdhEsA128KW, JweAlgorithms.EcdhEsA256KW, JweAlgorithms.Direct];

    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<JwtResponseDraft>(Signed, ConfigurationShape.Text, static (value, draft) => draft.SignedResponseAlg = value.Text(VerificationAlgorithms.CheckResponse)),
            new KeyOf<JwtResponseDraft>("EncryptedResponseAlg", ConfigurationShape.Text, static (value, draft) => draft.EncryptedResponseAlg = value.Text(CheckKeyAlgorithm)),
            new KeyOf<JwtResponseDraft>("EncryptedResponseEnc", ConfigurationShape.Text, static (value, draft) => draft.EncryptedResponseEnc = value.Text(CheckContentEncryption)),
            new KeyOf<JwtResponseDraft>(Files, ConfigurationShape.List, static (value, draft) => draft.DecryptionKeys = value.List(DecryptionKeyFile.Read)),
        ],
        new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Alg"] = Signed,
                ["Algorithm"] = Signed,
                ["SigningAlgorithm"] = Signed,
                ["EncryptionAlgorithm"] = "EncryptedResponseAlg",
                ["ContentEncryption"] = "EncryptedResponseEnc",
                ["DecryptionKeys"] = Files,
                ["DecryptionKeyFile"] = Files,
            },
            []));

    /// <summary>What the names of a client's registration are here, which have no section.</summary>
    public static IReadOnlyDictionary<string, string> Synonyms
    {
        get
        {
            var synonyms = new Dictionary<string, string>();
            foreach (var key in Table.Keys)
            {
                synonyms[$"IdToken{key.Name}"] = $"IdTokens:{key.Name}";
                synonyms[$"UserInfo{key.Name}"] = $"UserInfoResponses:{key.Name}";
                synonyms[$"Authorization{key.Name}"] = $"AuthorizationResponses:{key.Name}";
            }

            return synonyms;
        }
    }

    public static IdTokenOptions? ReadIdTokens(ConfigurationValue value) => Read(value) is { } draft ? draft.ToIdTokens() : null;

    public static JwtResponseOptions? ReadResponses(ConfigurationValue value) => Read(value)?.ToResponses();

    /// <summary>Without an algorithm UserInfo is plain JSON, which isn't what somebody means who has it encrypted.</summary>
    public static JwtResponseOptions? ReadUserInfo(ConfigurationValue value)
    {
        var draft = Read(value);
        if (draft is { SignedResponseAlg: null })
        {
            value.Add(Signed, "is missing. Give the algorithm that the client is registered for: OAuthKit takes UserInfo as JSON, or as a JWT that is signed.");
        }

        return draft?.ToResponses();
    }

    private static JwtResponseDraft? Read(ConfigurationValue value)
    {
        var draft = new JwtResponseDraft();
        value.Read(Table, draft);
        if (draft.IsEncrypted && draft.DecryptionKeys.Count == 0)
        {
            value.Add(Files, "is missing. Give the files of the private keys that the authorization server encrypts for.");
        }

        return draft.IsEmpty ? null : draft;
    }

    private static string CheckKeyAlgorithm(string algorithm) => Array.IndexOf(_keyAlgorithms, algorithm) >= 0
        ? algorithm
        : throw new ArgumentException($"It isn't one of {string.Join(", ", _keyAlgorithms)}.");

    private static string CheckContentEncryption(string encryption) => ContentEncryption.Find(encryption)?.Name
        ?? throw new ArgumentException($"It isn't one of {string.Join(", ", (string[])[JweAlgorithms.A128CbcHS256, JweAlgorithms.A256CbcHS512, JweAlgorithms.A128Gcm, JweAlgorithms.A256Gcm])}.");
}
