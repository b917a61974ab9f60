namespace OAuthKit.Interop.Tests;

/// <summary>A client as the server under test knows it.</summary>
public sealed record RegisteredClient(string Id, string Secret, string AuthenticationMethod)
{
    /// <summary>Every reserved character of a form and of Basic, so that a secret that isn't encoded first is refused.</summary>
    public const string AwkwardSecret = "p@ss:w/rd+%&=?#\"\\ ~{}";

    public static RegisteredClient Create(string authenticationMethod)
    {
        return new RegisteredClient($"orders worker:{Guid.NewGuid():N}+%&=/@", AwkwardSecret, authenticationMethod);
    }

    public ClientAuthentication ToAuthentication()
    {
        return AuthenticationMethod switch
        {
            "client_secret_basic" => ClientAuthentication.ClientSecretBasic(Id, Secret),
            "client_secret_post" => ClientAuthentication.ClientSecretPost(Id, Secret),
            _ => throw new InvalidOperationException($"The tests have no {AuthenticationMethod} yet."),
        };
    }
}
