using System.Text.Json.Serialization;

namespace Auth0Management;

/// <summary>A user as Auth0 has it.</summary>
/// <param name="UserId">The identifier, such as <c>auth0|507f1f77</c>.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Name">The name.</param>
/// <param name="Blocked">Whether the user may not sign in.</param>
public sealed record User([property: JsonPropertyName("user_id")] string UserId, string? Email, string? Name, bool Blocked);
