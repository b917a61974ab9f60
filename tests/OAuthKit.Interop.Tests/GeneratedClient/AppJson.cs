using System.Text.Json.Serialization;

namespace OAuthKit.Interop.Tests;

[JsonSerializable(typeof(Order))]
internal sealed partial class AppJson : JsonSerializerContext;
