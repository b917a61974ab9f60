using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// The code by which a device asks for its tokens
/// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628 section 3.2</see>). Not the one that the user types
/// in, and never shown.
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<DeviceCode>))]
public sealed class DeviceCode : Secret
{
    private DeviceCode(string value)
        : base(value)
    {
    }

    private protected override string Kind => "device code";

    /// <summary>Takes the device code.</summary>
    /// <param name="value">The device code.</param>
    /// <returns>The device code as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a character other than printable ASCII.</exception>
    public static DeviceCode Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The device code is empty or has a character other than printable ASCII.");

    /// <summary>Takes the device code.</summary>
    /// <param name="value">The device code.</param>
    /// <param name="result">The device code as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out DeviceCode? result)
    {
        result = IsWithin(value, '\x20', '\x7E') ? new DeviceCode(value!) : null;
        return result is not null;
    }
}
