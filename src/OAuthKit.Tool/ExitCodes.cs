namespace OAuthKit.Tool;

/// <summary>How the program ends. Scripts depend on these.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Fault = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;
    public const int Declined = 4;
    public const int Interrupted = 130;
}
