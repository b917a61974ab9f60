namespace OAuthKit;

/// <summary>Options that are read for their faults only.</summary>
internal sealed class ApiOptionsDraft : OAuthApiOptions;
