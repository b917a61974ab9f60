namespace OAuthKit;

/// <summary>What must hold for that by which a client proves itself. No network.</summary>
internal static class CredentialChecks
{
    private const string Method = "ClientAuthentication";
    private const string Secret = "ClientSecret";
    private const string PreviousSecret = "PreviousClientSecret";
    private const string PrivateKey = "PrivateKey";
    private const string AssertionFile = "ClientAssertionFile";
    private const string Certificate = "Certificate";

    public static bool Check(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        var given = Given(client);
        if (given.Count > 1)
        {
            faults.Add(subject.Key(given[1]), $"is given, and {given[0]} too, but a client proves itself by one of them. Remove the other.");
            return false;
        }

        if (client is { PreviousClientSecret: not null, ClientSecret: null })
        {
            faults.Add(subject.Key(PreviousSecret), $"is given without {Secret}, the secret that replaces it.");
            return false;
        }

        var needed = NeededBy(ConfiguredCredential.MethodOf(client));
        if (given.Count == 1 && needed != given[0])
        {
            faults.Add(subject.Key(Method), needed is null
                ? $"is {client.ClientAuthentication}, but there is a {given[0]} too. Remove one of them."
                : $"is {client.ClientAuthentication}, which is a proof by {needed}, but {given[0]} is given. Remove one of them.");
            return false;
        }

        return (needed is null && client.ClientAuthentication is not null) || HasNeeded(client, needed, subject, faults);
    }

    private static bool HasNeeded(OAuthClientOptions client, string? needed, OptionsSubject subject, ConfigurationFaults faults)
    {
        switch (needed)
        {
            case Secret when client.ClientSecret is not null:
            case PrivateKey when client.PrivateKey is not null:
            case Certificate when client.Certificate is not null:
            case AssertionFile:
                return true;
            case PrivateKey:
                faults.Add(subject.Key($"{PrivateKey}:Path"), $"is missing, but {Method} is {client.ClientAuthentication}. Give the file of the client's private key.");
                return false;
            case Certificate:
                faults.Add(subject.Key(Certificate), $"is missing, but {Method} is {client.ClientAuthentication}. Give the file of the client's certificate (Certificate:Path), or one of a store (Certificate:Thumbprint).");
                return false;
            case null when client.Certificate is not null:
                faults.Add(subject.Key(Method), $"is missing. A {Certificate} can prove the client ({AuthenticationMethods.TlsClientAuth}, {AuthenticationMethods.SelfSignedTlsClientAuth}), or bind the tokens of a public one ({AuthenticationMethods.None}): say which.");
                return false;
            default:
                faults.Add(subject.Key(Secret), $"is missing. {subject.SecretAdvice(Secret)} For a client without a secret set {Method} to {AuthenticationMethods.None}.");
                return false;
        }
    }

    private static List<string> Given(OAuthClientOptions client)
    {
        var given = new List<string>();
        if (client.ClientSecret is not null)
        {
            given.Add(Secret);
        }

        if (client.PrivateKey is not null)
        {
            given.Add(PrivateKey);
        }

        if (client.ClientAssertionFile is not null)
        {
            given.Add(AssertionFile);
        }

        return given;
    }

    private static string? NeededBy(string? method) => method switch
    {
        AuthenticationMethods.ClientSecretBasic or AuthenticationMethods.ClientSecretPost or AuthenticationMethods.ClientSecretJwt => Secret,
        AuthenticationMethods.PrivateKeyJwt => PrivateKey,
        AuthenticationMethods.TlsClientAuth or AuthenticationMethods.SelfSignedTlsClientAuth => Certificate,
        AuthenticationMethods.ClientAssertionFile => AssertionFile,
        _ => null,
    };
}
