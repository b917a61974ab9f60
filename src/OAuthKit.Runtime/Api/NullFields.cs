namespace OAuthKit;

/// <summary>What becomes of fields that are null, at the top level of a JSON object and in a form.</summary>
public enum NullFields
{
    /// <summary>They are left out.</summary>
    Exclude,

    /// <summary>They are sent as JSON <c>null</c>. A form can't say null: it leaves them out.</summary>
    Include,

    /// <summary>They are sent as an empty text.</summary>
    Empty,
}
