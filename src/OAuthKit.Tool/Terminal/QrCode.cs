using System.Text;
using QRCoder;

namespace OAuthKit.Tool.Terminal;

/// <summary>A link as a QR code of half blocks, dark on light.</summary>
internal static class QrCode
{
    public static void Write(string link)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.L);
        var modules = code.ModuleMatrix;
        for (var y = 0; y < modules.Count; y += 2)
        {
            var line = new StringBuilder();
            for (var x = 0; x < modules.Count; x++)
            {
                var (upper, lower) = (modules[y][x], y + 1 < modules.Count && modules[y + 1][x]);
                line.Append((upper, lower) switch { (true, true) => ' ', (true, false) => '\u2584', (false, true) => '\u2580', _ => '\u2588' });
            }

            Console.Error.WriteLine(line);
        }
    }
}
