namespace OAuthKit;

/// <summary>How true and false are written in a form and in a query. JSON has its own words for them.</summary>
/// <param name="whenTrue">The text of true.</param>
/// <param name="whenFalse">The text of false.</param>
public sealed class BooleanFields(string whenTrue, string whenFalse)
{
    /// <summary><c>true</c> and <c>false</c>, the default.</summary>
    public static BooleanFields Lower { get; } = new("true", "false");

    /// <summary><c>True</c> and <c>False</c>.</summary>
    public static BooleanFields Capital { get; } = new("True", "False");

    /// <summary><c>1</c> and <c>0</c>.</summary>
    public static BooleanFields Digit { get; } = new("1", "0");

    /// <summary>The text of true.</summary>
    public string WhenTrue { get; } = whenTrue ?? throw new ArgumentNullException(nameof(whenTrue));

    /// <summary>The text of false.</summary>
    public string WhenFalse { get; } = whenFalse ?? throw new ArgumentNullException(nameof(whenFalse));

    /// <summary>Both texts.</summary>
    /// <returns>The texts.</returns>
    public override string ToString() => $"{WhenTrue}/{WhenFalse}";
}
