namespace OAuthKit;

/// <summary>How JWTs of one kind are signed and encrypted, while it is read from a section.</summary>
internal sealed class JwtResponseDraft
{
    public string? SignedResponseAlg { get; set; }

    public string? EncryptedResponseAlg { get; set; }

    public string? EncryptedResponseEnc { get; set; }

    public IReadOnlyList<DecryptionKey> DecryptionKeys { get; set; } = [];

    public bool IsEncrypted => EncryptedResponseAlg is not null || EncryptedResponseEnc is not null;

    public bool IsEmpty => SignedResponseAlg is null && !IsEncrypted && DecryptionKeys.Count == 0;

    public JwtResponseOptions ToResponses() => new()
    {
        SigningAlgorithm = SignedResponseAlg ?? JwsAlgorithms.RS256,
        DecryptionKeys = DecryptionKeys,
        EncryptionAlgorithm = EncryptedResponseAlg ?? JweAlgorithms.RsaOaep256,
        ContentEncryption = EncryptedResponseEnc ?? JweAlgorithms.A128CbcHS256,
    };

    public IdTokenOptions ToIdTokens() => new()
    {
        SigningAlgorithm = SignedResponseAlg ?? JwsAlgorithms.RS256,
        DecryptionKeys = DecryptionKeys,
        EncryptionAlgorithm = EncryptedResponseAlg ?? JweAlgorithms.RsaOaep256,
        ContentEncryption = EncryptedResponseEnc ?? JweAlgorithms.A128CbcHS256,
    };
}
