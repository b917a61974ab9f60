using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit.Benchmarks;

/// <summary>
/// A client assertion (private_key_jwt), as the library makes one for each request, beside the signature that it can't do
/// without: the same key, as many bytes, into memory that is there.
/// </summary>
internal static class AssertionGroup
{
    private const double TimeRatio = 1.25;
    private const double Bytes = 1700;

    private static readonly Uri _endpoint = new("https://login.example.com/token");

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(Plan plan)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var signature = new byte[256];
        var es256 = await MeasureAsync(
            JwsAlgorithms.ES256, ec.ExportPkcs8PrivateKeyPem(), new ECDsaSecurityKey(ec), plan,
            input => ec.SignData(input, signature, HashAlgorithmName.SHA256));
        var ps256 = await MeasureAsync(
            JwsAlgorithms.PS256, rsa.ExportPkcs8PrivateKeyPem(), new RsaSecurityKey(rsa), plan,
            input => rsa.SignData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        return ([.. es256.Figures, .. ps256.Figures], [.. es256.Gates, .. ps256.Gates]);
    }

    private static async Task<(List<Figure> Figures, List<Gate> Gates)> MeasureAsync(string algorithm, string pem, SecurityKey libraryKey, Plan plan, Func<byte[], int> sign)
    {
        using var key = SigningKey.FromPem(pem, new SigningKeyOptions { Algorithm = algorithm, KeyId = "key-1" });
        var authentication = new PrivateKeyJwt("orders-worker", key);
        var library = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var credentials = new SigningCredentials(libraryKey, algorithm);
        var input = new byte[await SignedLengthAsync(authentication)];
        var operations = plan.Misses;
        var figures = await Measure.RunAsync(
            $"assertion, {algorithm}",
            plan.Rounds,
            operations,
            new Row("the signature alone", n => Repeat(n, () => sign(input))),
            new Row("PrivateKeyJwt", async n =>
            {
                for (var i = 0; i < n; i++)
                {
                    await authentication.ApplyAsync(Request(), CancellationToken.None);
                }
            }),
            new Row("the request that it goes into", n => Repeat(n, () => Request().Form.Contains("client_assertion") ? 1 : 0)),
            new Row("JsonWebTokenHandler", n => Repeat(n, () => library.CreateToken(Describe(credentials)).Length)));
        return (figures,
        [
            new($"assertion, {algorithm}: time relative to the signature alone", figures[1].NanosecondsPerOperation / figures[0].NanosecondsPerOperation, TimeRatio),
            new($"assertion, {algorithm}: bytes", figures[1].BytesPerOperation - figures[2].BytesPerOperation, Bytes),
        ]);
    }

    private static ClientAuthenticationRequest Request() => new(_endpoint, "https://login.example.com", [], TimeProvider.System);

    private static async Task<int> SignedLengthAsync(PrivateKeyJwt authentication)
    {
        var request = Request();
        await authentication.ApplyAsync(request, CancellationToken.None);
        return request.Form.Single(parameter => parameter.Key == "client_assertion").Value.LastIndexOf('.');
    }

    private static SecurityTokenDescriptor Describe(SigningCredentials credentials)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new SecurityTokenDescriptor
        {
            Issuer = "orders-worker",
            Audience = "https://login.example.com",
            IssuedAt = now,
            Expires = now.AddMinutes(1),
            Claims = new Dictionary<string, object> { ["sub"] = "orders-worker", ["jti"] = Guid.NewGuid().ToString("N") },
            TokenType = "client-authentication+jwt",
            SigningCredentials = credentials,
        };
    }

    private static Task Repeat(int operations, Func<int> operation)
    {
        for (var i = 0; i < operations; i++)
        {
            operation();
        }

        return Task.CompletedTask;
    }
}
