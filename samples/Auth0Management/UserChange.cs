namespace Auth0Management;

/// <summary>What to change of a user.</summary>
/// <param name="Blocked">Whether the user may sign in no more.</param>
public sealed record UserChange(bool Blocked);
