#!/usr/bin/env python3
"""Shows that the tests of critical requirements notice when their check is gone. Run by hand:

    tests/disable-checks.py

In a copy of the sources, outside the work tree, each check of CHECKS gets a switch. The copy is built once; then the tests of
each row are run twice: with every check in place, where they must pass, and with the one check of the row off, where one of
them must fail. Prints a table, and exits with 1 if a disabled check went unnoticed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNTIME = "src/OAuthKit.Runtime/"
TESTS = "tests/OAuthKit.Runtime.Tests"
SWITCH = '''namespace OAuthKit;

internal static class Off
{
    private static readonly string? _row = Environment.GetEnvironmentVariable("OAUTHKIT_DISABLED_CHECK");

    public static bool Is(string row) => _row == row;

    public static async Task<T?> Swallow<T>(Task<T> task) where T : class
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        catch (Exception) when (_row is not null)
        {
            return null;
        }
    }
}
'''

# Row, what is disabled, file, the text, and the text with the switch in it.
CHECKS = [
    ("R042", "PKCE of every request for a code", "Authorization/AuthorizationStarter.cs",
     "CodeVerifier = request.ResponseType == ResponseTypes.IdToken ?", 'CodeVerifier = Off.Is("R042") || request.ResponseType == ResponseTypes.IdToken ?'),
    ("R043", "the random verifier", "Grants/CodeVerifier.cs",
     "Create() => new(RandomText.Create())", 'Create() => new(Off.Is("R043") ? new string(\'a\', 43) : RandomText.Create())'),
    ("R044", "the random state", "Authorization/AuthorizationStarter.cs",
     "State = RandomText.Create(),", 'State = Off.Is("R044") ? "state" : RandomText.Create(),'),
    ("R054", "the end of a transaction", "Authorization/CallbackValidator.cs",
     "if (client.Options.TimeProvider.GetUtcNow() >= transaction.ExpiresAt)", 'if (!Off.Is("R054") && client.Options.TimeProvider.GetUtcNow() >= transaction.ExpiresAt)'),
    ("R062", "the comparison of the state", "Authorization/CallbackValidator.cs",
     "if (parameters[Wire.State] is not { } state || !FixedTime.Equals(state, transaction.State))",
     'if (!Off.Is("R062") && (parameters[Wire.State] is not { } state || !FixedTime.Equals(state, transaction.State)))'),
    ("R063", "the comparison of iss", "Authorization/CallbackValidator.cs",
     "if (issuer is not null && issuer != transaction.Issuer)", 'if (!Off.Is("R063") && issuer is not null && issuer != transaction.Issuer)'),
    ("R064", "that iss is there where it was announced", "Authorization/CallbackValidator.cs",
     "if (issuer is null && transaction.RequiresIssuer", 'if (!Off.Is("R064") && issuer is null && transaction.RequiresIssuer'),
    ("R068", "that the transaction is of this server and client", "Authorization/CallbackValidator.cs",
     "if (transaction.Issuer != client.Server.Issuer || transaction.ClientId != client.ClientId || !IsSameEndpoint(client, transaction))",
     'if (!Off.Is("R068") && (transaction.Issuer != client.Server.Issuer || transaction.ClientId != client.ClientId || !IsSameEndpoint(client, transaction)))'),
    ("R078", "that a JWT is none of a plain response", "Authorization/CallbackValidator.cs",
     "return response is null ? callback.Parameters", 'return Off.Is("R078") || response is null ? callback.Parameters'),
    ("R080", "the hash of the code", "Tokens/IdTokenChecks.cs",
     "CheckHash(ClaimNames.CHash, expected.Code?.Reveal(), expected.IsFrontChannel);",
     'CheckHash(ClaimNames.CHash, Off.Is("R080") ? null : expected.Code?.Reveal(), !Off.Is("R080") && expected.IsFrontChannel);'),
    ("R085", "that the verifier is sent", "Grants/AuthorizationCodeGrant.cs",
     "if (CodeVerifier is not null)", 'if (!Off.Is("R085") && CodeVerifier is not null)'),
    ("R107", "the issuer of an ID token", "Tokens/IdTokenChecks.cs",
     "_claims.CheckIssuer(TenantIssuer", 'if (!Off.Is("R107")) _claims.CheckIssuer(TenantIssuer'),
    ("R108", "the audience of an ID token", "Jose/JwtClaims.cs",
     "return Audiences() is { } audiences && AudienceClaim.Contains(audiences, expected)",
     'return Audiences() is { } audiences && (Off.Is("R108") || AudienceClaim.Contains(audiences, expected))'),
    ("R111", "the end of an ID token", "Jose/JwtClaims.cs",
     "is { } end && now - skew >= end)", 'is { } end && !Off.Is("R111") && now - skew >= end)'),
    ("R116", "the nonce of an ID token", "Tokens/IdTokenChecks.cs",
     "if (expected.Nonce is not null && (nonce is null", 'if (!Off.Is("R116") && expected.Nonce is not null && (nonce is null'),
    ("R118", "that the algorithm is the registered one", "Jose/JwtPreCheck.cs",
     "if (StrictJson.StringOrNull(header, JoseNames.Alg) != rules.Algorithm)",
     'if (!Off.Is("R118") && StrictJson.StringOrNull(header, JoseNames.Alg) != rules.Algorithm)'),
    ("R120", "the verdict on a signature", "Jose/JwtVerifier.cs",
     "if (!result.IsValid)", 'if (!Off.Is("R120") && !result.IsValid)'),
    ("R149", "the issuer of kept keys", "Server/KeyCache.cs",
     "|| StrictJson.StringOrNull(document.RootElement, MetadataNames.Issuer) != issuer",
     '|| (!Off.Is("R149") && StrictJson.StringOrNull(document.RootElement, MetadataNames.Issuer) != issuer)'),
    ("R152", "the subject of UserInfo", "Endpoints/UserInfoEndpoint.cs",
     "if (expectedSubject is not null && subject", 'if (!Off.Is("R152") && expectedSubject is not null && subject'),
    ("R162", "that the old refresh token stays", "Client/TokenEndpoint.cs",
     "ReadRefreshToken(members.RefreshToken) ?? grant.HeldRefreshToken", 'ReadRefreshToken(members.RefreshToken) ?? (Off.Is("R162") ? null : grant.HeldRefreshToken)'),
    ("R167", "that a refreshed ID token is of the same user", "Tokens/IdTokenValidator.cs",
     "IdTokenIdentity.CheckPrevious(claims,", 'if (!Off.Is("R167")) IdTokenIdentity.CheckPrevious(claims,'),
    ("R172", "that a refresh token goes to its own server", "Grants/RefreshTokenGrant.cs",
     "internal override string? BoundTo => Issuer;", 'internal override string? BoundTo => Off.Is("R172") ? null : Issuer;'),
    ("R179", "that active is true or false", "Endpoints/IntrospectionEndpoint.cs",
     "if (!root.TryGetProperty(IntrospectionNames.Active, out var active) || active.ValueKind is not (JsonValueKind.True or JsonValueKind.False))",
     'if ((!root.TryGetProperty(IntrospectionNames.Active, out var active) || active.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) && !Off.Is("R179"))'),
    ("R180", "that nothing is taken of an inactive token", "Endpoints/IntrospectionEndpoint.cs",
     "if (active.ValueKind == JsonValueKind.False)", 'if (!Off.Is("R180") && active.ValueKind == JsonValueKind.False)'),
    ("R209", "the validation of ID tokens from the token endpoint", "Client/TokenResponseIdToken.cs",
     "if (client.Server.Issuer is null && !IsRequired(grant))", 'if (Off.Is("R209") || (client.Server.Issuer is null && !IsRequired(grant)))'),
    ("R251", "the end of a request object", "Jose/RequestClaims.cs",
     "AssertionClaims.WriteValidity(", 'if (!Off.Is("R251")) AssertionClaims.WriteValidity('),
    ("R259", "that all parameters are pushed", "Authorization/AuthorizationStarter.cs",
     "var form = requestObject is null ? parameters", 'var form = requestObject is null ? Off.Is("R259") ? new FormParameters() : parameters'),
    ("R261", "that the browser carries the reference only", "Authorization/AuthorizationStarter.cs",
     "query.Add(Wire.RequestUri, pushed.RequestUri);\n            return query;", 'query.Add(Wire.RequestUri, pushed.RequestUri);\n            if (!Off.Is("R261")) return query;'),
    ("R263", "that a failed push ends the login", "Authorization/AuthorizationStarter.cs",
     "var pushed = isPushed ? await PushAsync(client, requestObject, parameters, cancellationToken).ConfigureAwait(false) : null;",
     'var pushed = isPushed ? Off.Is("R263") ? await Off.Swallow(PushAsync(client, requestObject, parameters, cancellationToken)).ConfigureAwait(false) : await PushAsync(client, requestObject, parameters, cancellationToken).ConfigureAwait(false) : null;'),
    ("R271", "the audience of a signed response", "Authorization/SignedResponse.cs",
     "claims.CheckAudience(client.ClientId);", 'if (!Off.Is("R271")) claims.CheckAudience(client.ClientId);'),
    ("R272", "that nothing stands beside a signed response", "Authorization/CallbackValidator.cs",
     "response is null || callback.Parameters.HasOthersThanResponse", 'response is null || (!Off.Is("R272") && callback.Parameters.HasOthersThanResponse)'),
    ("R278", "that the parameters are in the key of a kept token", "TokenManagement/TokenKey.cs",
     "            Append(hash, parameter);", '            if (!Off.Is("R278")) Append(hash, parameter);'),
    ("R295", "the issuer of a logout token", "Logout/LogoutTokenValidator.cs",
     "claims.CheckIssuer(issuer);", 'if (!Off.Is("R295")) claims.CheckIssuer(issuer);'),
    ("R296", "that a logout token has no nonce", "Logout/LogoutTokenValidator.cs",
     "if (root.TryGetProperty(ClaimNames.Nonce, out _))", 'if (!Off.Is("R296") && root.TryGetProperty(ClaimNames.Nonce, out _))'),
    ("R297", "that a logout token is taken once", "Logout/LogoutTokenValidator.cs",
     "if (!await _replays.TryAddAsync(", 'if (!Off.Is("R297") && !await _replays.TryAddAsync('),
    ("R301", "that a redirect is refused", "Http/Backchannel.cs",
     "if ((int)response.StatusCode is >= 300 and < 400)", 'if (!Off.Is("R301") && (int)response.StatusCode is >= 300 and < 400)'),
    ("R302", "that http is for loopback only", "Http/EndpointUrl.cs",
     "url.Scheme == Uri.UriSchemeHttps || (", 'url.Scheme == Uri.UriSchemeHttps || Off.Is("R302") || ('),
]


def copy_sources(folder):
    files = subprocess.run(["git", "ls-files", "-z", "--cached"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, files):
        if name.startswith(("src/OAuthKit.Runtime/", "tests/OAuthKit.Runtime.Tests/", "tests/Shared/", "src/Directory", "tests/Directory")) or "/" not in name:
            target = os.path.join(folder, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(os.path.join(ROOT, name), target)


def switch(folder):
    for row, _, name, old, new in CHECKS:
        path = os.path.join(folder, RUNTIME, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if text.count(old) != 1:
            sys.exit(f"{row}: the check stands {text.count(old)} times in {name}; correct the list.")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))
    with open(os.path.join(folder, RUNTIME, "Off.cs"), "w", encoding="utf-8") as file:
        file.write(SWITCH)


def build(folder):
    command = ["dotnet", "build", TESTS, "-v", "q", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stdout[-4000:])


def run(folder, row, disabled):
    """How many tests of the row ran, and the names of those that failed."""
    program = os.path.join(folder, TESTS, "bin/Debug/net10.0/OAuthKit.Runtime.Tests")
    result = subprocess.run([program, "-noLogo", "-noColor", "-method", f"*{row}_*"], cwd=folder, capture_output=True, text=True, timeout=120,
                            env={**os.environ, "OAUTHKIT_DISABLED_CHECK": disabled})
    failed = sorted({match.split("(")[0].split(".")[-1] for match in re.findall(r"^\s+OAuthKit\S*?\.(\w+\.\w+).*\[FAIL\]", result.stdout, re.MULTILINE)})
    total = re.search(r"Total: (\d+)", result.stdout)
    return int(total.group(1)) if total else 0, failed, result.returncode


def main():
    wanted = set(sys.argv[1:])
    unnoticed = []
    with tempfile.TemporaryDirectory(prefix="disabled-checks-") as folder:
        copy_sources(folder)
        switch(folder)
        build(folder)
        print("| row | check disabled | tests that failed |\n|---|---|---|")
        for row, what, name, _, _ in CHECKS:
            if wanted and row not in wanted:
                continue
            total, failed, code = run(folder, row, "")
            if total == 0 or failed or code != 0:
                sys.exit(f"{row}: its tests don't pass while every check is in place ({total} ran, {', '.join(failed)}).")
            _, failed, _ = run(folder, row, row)
            if not failed:
                unnoticed.append(row)
            print(f"| {row} | {what} (`{name}`) | {', '.join(f'`{test}`' for test in failed) or '**none**'} |", flush=True)
    if unnoticed:
        sys.exit(f"Unnoticed: {', '.join(unnoticed)}")


if __name__ == "__main__":
    main()
