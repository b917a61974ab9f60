namespace OAuthKit;

/// <summary>
/// What a device asks the user to allow
/// (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628 section 3.1</see>). Immutable, and good for any
/// number of authorizations.
/// </summary>
public sealed class DeviceAuthorizationRequest
{
    /// <summary>The scope to ask for, as scope values separated by single spaces.</summary>
    /// <value>The default, null, sends no <c>scope</c>: the server's default applies.</value>
    /// <exception cref="ArgumentException">A scope value is empty, or has a character other than visible ASCII, or a quote or backslash.</exception>
    public string? Scope
    {
        get;
        init => field = ScopeText.Validate(value);
    }

    /// <summary>
    /// The resources that the tokens are for, each an absolute URI without a fragment
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>).
    /// </summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A resource isn't an absolute URI without a fragment.</exception>
    public IReadOnlyList<string> Resource
    {
        get;
        init => field = ResourceIndicator.Validate(value);
    } = [];

    /// <summary>The audience that the tokens are for, which several servers take in place of a resource.</summary>
    /// <value>The default, null, sends no <c>audience</c>.</value>
    public string? Audience { get; init; }

    /// <summary>Further parameters of the request, which must not be those that OAuthKit sets.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.Check(value);
    } = new Dictionary<string, string>(0);

    /// <summary>All of the request but the client authentication, which adds <c>client_id</c>.</summary>
    internal FormParameters BuildForm()
    {
        var form = new FormParameters();
        form.AddTarget(Scope, Resource, Audience);
        form.AddFurther(Parameters);

        return form;
    }
}
