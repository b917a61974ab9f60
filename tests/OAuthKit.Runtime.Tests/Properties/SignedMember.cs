namespace OAuthKit;

/// <summary>A member of the header or the claims of a JWT, and what the reader of that kind of JWT makes of changes to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Json">A good value.</param>
/// <param name="Wrong">A value of the right type that is refused; null where the reader takes any.</param>
/// <param name="IsRequired">Whether a JWT without it is refused.</param>
/// <param name="IsTyped">Whether a value of another type is refused.</param>
internal sealed record SignedMember(string Name, string Json, string? Wrong = null, bool IsRequired = false, bool IsTyped = true)
{
    private static readonly string[] _noTexts = ["1", "true", "[\"x\"]", "[]", "{}", "1.5", "{\"a\":\"b\"}"];
    private static readonly string[] _noNumbers = ["\"1767225600\"", "true", "[]", "[1767225600]", "{}", "\"\""];
    private static readonly string[] _noLists = ["1", "true", "{}", "[1]", "[[]]", "[null]", "\"\\ud800\""];
    private static readonly string[] _noObjects = ["1", "\"x\"", "[]", "true", "[{}]"];

    /// <summary>Values of another type. JSON null is one where the member is required.</summary>
    public string[] OtherTypes
    {
        get
        {
            var others = Name == "aud" ? _noLists : Json[0] switch
            {
                '"' => _noTexts,
                '{' => _noObjects,
                _ => _noNumbers,
            };
            return IsRequired ? [.. others, "null"] : others;
        }
    }
}
