#!/usr/bin/env python3
"""Shows that the tests of critical requirements notice when their check is gone. Run by hand:

    tests/disable-checks.py [ROW...]

In a copy of the sources, outside the work tree, each check of disabled-checks.json gets a switch. The copy is built once; then the tests of
each row are run twice: with every check in place, where they must pass, and with the one check of the row off, where one of
them must fail. Prints a table, and exits with 1 if a disabled check went unnoticed.
"""
import json
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

    public static ServerKey? KeyInside(string jwt)
    {
        using var header = System.Text.Json.JsonDocument.Parse(StrictBase64Url.Decode(jwt.AsSpan(0, jwt.IndexOf('.')))!);
        return header.RootElement.TryGetProperty("jwk", out var key) ? JsonWebKeyReader.ReadSet(System.Text.Json.JsonElement.Parse($$"""{"keys":[{{key}}]}"""))![0] : null;
    }

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

# Row, what is disabled, the file, and its edits: a text that stands in the file once, and the text with the switch in it.
with open(os.path.join(ROOT, "tests", "disabled-checks.json"), encoding="utf-8") as file:
    CHECKS = json.load(file)


def copy_sources(folder):
    files = subprocess.run(["git", "ls-files", "-z", "--cached"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, files):
        if name.startswith(("src/OAuthKit.Runtime/", "tests/OAuthKit.Runtime.Tests/", "tests/Shared/", "src/Directory", "tests/Directory")) or "/" not in name:
            target = os.path.join(folder, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(os.path.join(ROOT, name), target)


def switch(folder):
    for check in CHECKS:
        path = os.path.join(folder, RUNTIME, check["file"])
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for edit in check["edits"]:
            if text.count(edit["old"]) != 1:
                sys.exit(f"{check['row']}: the check stands {text.count(edit['old'])} times in {check['file']}; correct the list.")
            text = text.replace(edit["old"], edit["new"])
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
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
        for check in CHECKS:
            row, what, name = check["row"], check["what"], check["file"]
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
