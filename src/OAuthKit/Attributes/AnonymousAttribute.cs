namespace OAuthKit;

/// <summary>The method is called without a token, and works when no token can be had.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class AnonymousAttribute : Attribute;
