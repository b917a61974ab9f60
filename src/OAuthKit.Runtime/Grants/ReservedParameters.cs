namespace OAuthKit;

/// <summary>Parameters that free parameters must not touch, because a property or the client authentication sets them.</summary>
internal static class ReservedParameters
{
    private static readonly HashSet<string> _names =
    [
        Wire.GrantType, Wire.ClientId, Wire.ClientSecret, Wire.ClientAssertion, Wire.ClientAssertionType,
        Wire.Scope, Wire.Resource, Wire.Audience,
    ];

    public static IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var (name, value) in parameters)
        {
            if (string.IsNullOrEmpty(name) || value is null)
            {
                throw new ArgumentException("A further parameter needs a name and a value.", nameof(parameters));
            }

            if (_names.Contains(name))
            {
                throw new ArgumentException($"The parameter \"{name}\" is set by a property of its own or by the client authentication, and can't be given as a further parameter.", nameof(parameters));
            }
        }

        return new Dictionary<string, string>(parameters, StringComparer.Ordinal);
    }
}
