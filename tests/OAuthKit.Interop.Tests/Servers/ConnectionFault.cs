namespace OAuthKit.Interop.Tests;

/// <summary>Where a connection to a real server breaks.</summary>
public enum ConnectionFault
{
    /// <summary>Before the request has left: the server knows nothing of it.</summary>
    BeforeTheRequest,

    /// <summary>After the server has done its work, before a byte of its answer is here.</summary>
    BeforeTheAnswer,

    /// <summary>In the middle of the answer.</summary>
    WithinTheAnswer,

    /// <summary>In the middle of the answer, which then looks like a whole one.</summary>
    AnswerCutOff,
}
