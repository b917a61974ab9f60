namespace OAuthKit;

/// <summary>How the value of a key looks, for the reader and for the JSON schema.</summary>
internal enum ConfigurationShape
{
    Text,
    List,
    Duration,
    Number,
    Map,
    Section,
}
