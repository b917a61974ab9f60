namespace OAuthKit;

/// <summary>Which certificate connections show, as far as that can be known of the handler that makes them.</summary>
internal enum ShownCertificate
{
    /// <summary>A handler of another kind: nobody knows.</summary>
    Unknown,

    /// <summary>The one that was asked about.</summary>
    This,

    /// <summary>Another one.</summary>
    Another,

    /// <summary>None at all.</summary>
    None,
}
