namespace OAuthKit;

/// <summary>
/// The name of a tenant. It is looked up and never becomes a part of a URL; what couldn't be a name isn't even looked up.
/// </summary>
internal static class TenantName
{
    public const string Rule = "It is made of at most 100 ASCII letters, digits, \".\", \"_\" and \"-\", of which the first is a letter or digit.";

    private const int Longest = 100;

    public static bool IsValid(string? name)
    {
        if (name is not { Length: > 0 and <= Longest } || !char.IsAsciiLetterOrDigit(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name, where it can be one. The message doesn't repeat what can't: it comes from outside.</summary>
    public static string Check(string? name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        return IsValid(name) ? name : throw new ArgumentException($"That isn't the name of a tenant. {Rule}", parameter);
    }
}
