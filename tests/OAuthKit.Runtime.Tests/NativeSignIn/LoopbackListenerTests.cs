using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class LoopbackListenerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_callback_counts_although_its_page_can_not_be_written(bool isReset)
    {
        var clock = new FakeTimeProvider();
        using var listener = LoopbackListener.Start(new NativeSignInOptions(), clock);
        var address = new Uri(listener.RedirectUri);
        using var browser = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) };
        var receiving = listener.ReceiveAsync(
            _ =>
            {
                if (isReset)
                {
                    browser.Close();
                }
                else
                {
                    // The time of the connection is over.
                    clock.Advance(TimeSpan.FromSeconds(5));
                }

                return LoopbackAnswer.Take(LoopbackPage.Done("Done."));
            },
            Stop);

        await browser.ConnectAsync(IPAddress.Loopback, address.Port, Stop);
        await browser.SendAsync(Encoding.UTF8.GetBytes($"GET /callback?code=x HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"), Stop);

        Assert.Equal("?code=x", (await receiving.WaitAsync(TimeSpan.FromSeconds(10), Stop)).Query);
    }
}
