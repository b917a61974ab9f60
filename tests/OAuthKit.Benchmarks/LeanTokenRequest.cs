using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OAuthKit.Benchmarks;

/// <summary>The leanest token request that a person would write by hand, as the floor to compare with. No check, no cache.</summary>
internal sealed class LeanTokenRequest(HttpMessageInvoker invoker, Uri endpoint)
{
    private static readonly byte[] _body = Encoding.UTF8.GetBytes("grant_type=client_credentials&scope=orders.read");
    private static readonly string _authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("orders-worker:secret"));

    public async Task<string> SendAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using var response = await invoker.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync();
            var held = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(held))) > 0)
            {
                held += read;
            }

            return Read(buffer.AsSpan(0, held));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("access_token"u8))
            {
                reader.Read();
                return "Bearer " + reader.GetString();
            }
        }

        throw new InvalidOperationException("No token.");
    }
}
