using System.Text.Json.Serialization;

namespace OAuthKit.Tests;

[JsonSerializable(typeof(Order))]
internal sealed partial class ShopJson : JsonSerializerContext;
