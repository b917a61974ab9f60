namespace OAuthKit;

/// <summary>What no proper server says, and what just about may be said.</summary>
internal static class Odd
{
    /// <summary>JSON values, and what is none.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "0.9999999999999999", "3600", "1e3", "1E+3", "1e-400", "1e308", "1e309", "1e400", "-1e400", "1e99999999999",
        "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "253402300799", "253402300800", "922337203685", "922337203686", "99999999999999999999999999999999",
        "\"\"", "\" \"", "\"x\"", "\"0\"", "\"3600\"", "\"-1\"", "\"1e3\"", "\"Infinity\"", "\"NaN\"", "\"\\u221e\"", "\"0x10\"", "\"3600 \"", "\"9999999999999999999999999\"",
        "\"\\u0000\"", "\"\\n\"", "\"a\\r\\nb: c\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "\"\\ud83d\\ude00\"", "\"é\"", "\"😀\"", "\"\\u007f\"", "\"a b\"", "\"\\u00a0\"", "\"\\\"\"", "\"\\\\\"",
        "\"https://evil.example/\"", "\"http://login.example.com/\"", "\"https://\"", "\"https://user@login.example.com\"", "\"https://login.example.com/#\"", "\"https://[::1\"", "\"https://xn--/\"", "\"https://a:99999/\"", "\"//x\"", "\"javascript:alert(1)\"", "\"file:///etc/passwd\"", "\"https://\\u0000/\"",
        "[]", "[[]]", "{}", "[null]", "[\"\"]", "[1]", "[{}]", "[\"a\",\"a\"]", "[\"\\ud800\"]", "{\"a\":1}", "{\"a\":1,\"a\":1}", "{\"\":null}", "{\"\\ud800\":1}", "{\"a\":\"\\ud800\"}", "{\"error\":\"x\"}",
        "NaN", "Infinity", "-Infinity", "undefined", "'x'", "01", "+1", ".5", "1.", "1e", "-", "truex", "True", "nul", "\"x", "\"\\x\"", "\"\\u12\"", "\"\t\"", "", "//x\n1", "/**/1", "{", "[", "}", "]", ",", ":",
    ];

    /// <summary>What can stand inside of a JSON string, raw or as an escape.</summary>
    public static readonly string[] Pieces =
    [
        "\\u0000", "\\n", "\\r\\n", "\\u001b[2J", "\\u007f", "\\u0085", "\\u2028", "\\u202e", "\\ud800", "\\udfff", "\\uD83D\\uDE00", "\\\"", "\\\\", "\\/", "\\u0061", "\\u00e9",
        "\0", "\n", "\t", "\u001b", "\"", "\\", " ", "  ", "é", "\u202e", "😀", "\uFEFF", ",", "=", "+", "/", "%00", "..", "\\u0020", "\\u", "\\q",
    ];

    /// <summary>Names of members.</summary>
    public static readonly string[] Names =
    [
        "\"x\"", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"a\\u0062\"", "\"é\"", "\"__proto__\"", "\"$ref\"", "\" \"", "x", "1", "null", "\"a\nb\"", "\"\\x\"", "'x'",
    ];

    /// <summary>What stands in place of a whole document.</summary>
    public static readonly string[] Documents =
    [
        "", " ", "null", "true", "7", "\"x\"", "[]", "[{}]", "{}", "{", "}", "{}{}", "{\"\":{}}", "<html><body>Sign in</body></html>", "<?xml version=\"1.0\"?><a/>", "active=true&x=1", "\0", "\0\0\0\0", "NaN", "error", "{\"error\":\"\"}", "{\"error\":7}", "{\"error\":null}", "{\"error\":{\"message\":\"x\"}}", "{\"error\":\"x\\u0000y\"}", "{\"error\":\"\\ud800\"}", "{\"error\":\"invalid_grant\"}", "{\"error\":\"a\",\"error\":\"b\"}", "{\"Error\":\"x\"}",
    ];

    public static readonly int[] Statuses =
    [
        200, 200, 201, 202, 203, 204, 205, 206, 299, 300, 301, 302, 304, 307, 308, 400, 400, 401, 401, 403, 404, 405, 408, 409, 410, 415, 418, 425, 429, 431, 500, 501, 502, 503, 504, 505, 511, 599, 600, 700, 999, 0, 1, 100, 101, 199,
    ];

    public static readonly string[][] Types =
    [
        [], [""], [" "], [";"], ["application/json; charset=utf-8"], ["APPLICATION/JSON"], ["application/json;"], [" application/json "], ["application/json;charset=utf-16"], ["application/json; charset=\"\\\""], ["application/json, text/html"],
        ["application/json", "application/json"], ["application/json", "text/html"], ["text/html"], ["text/html; charset=utf-8"], ["text/plain"], ["text/json"], ["application/jsonp"], ["application/problem+json"], ["application/jwt"], ["application/token-introspection+jwt"], ["application/jwk-set+json"],
        ["application/x-www-form-urlencoded"], ["application/octet-stream"], ["application/"], ["json"], ["é/é"], ["application/json\0"], ["multipart/mixed; boundary=x"],
    ];

    public static readonly string[] RetryAfter =
    [
        "0", "1", "5", "120", "600", "601", "-1", "1.5", "1e3", "2147483647", "2147483648", "99999999999999999999", "", " ", "soon", "5, 7", "5;7", "Wed, 21 Oct 2015 07:28:00 GMT", "Thu, 01 Jan 2026 00:01:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 32 Jan 2026 00:00:00 GMT", "2026-01-01T00:00:00Z", "Thu, 01 Jan 2026 00:01:00 +0100", "１", "5\0",
    ];

    public static readonly string[] Challenges =
    [
        "Bearer", "Bearer ", "Bearer error=\"invalid_token\"", "bearer ERROR=insufficient_scope, scope=\"a b\"", "Bearer error=\"\"", "Bearer error=", "Bearer error=\"x", "Bearer error=\"x\\", "Bearer error=\"a\", error=\"b\"", "Bearer error=\"insufficient_scope\", scope=\"  \"", "Bearer error=\"\\\"\\\\\"",
        "Bearer realm=\"x\", Basic realm=\"y\"", "Basic YWxhZGRpbjpvcGVuc2VzYW1l==", "DPoP algs=\"ES256\", error=\"use_dpop_nonce\"", "Bearer ,,,", ",,,", "=", "\"", "Bearer =", "Bearer a", "Bearer a b", "Bearer error=\"é\"", "Bearer error=\"\u202e\u2028\"", "Bearer error=x;y", "Negotiate", "\0", "Bearer\terror=\"invalid_token\"", "Bearer error = invalid_token , error_description = \"x\"", "",
    ];

    public static readonly string[] Headers =
    [
        "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: deflate", "Content-Encoding: identity", "Content-Encoding: zstd", "Content-Encoding: gzip, br", "Content-Encoding: ", "Content-Encoding: é",
        "Content-Length: 0", "Content-Length: 1", "Content-Length: -1", "Content-Length: 99999999999", "Content-Length: x", "Content-Length: 262144", "Location: https://evil.example/", "Transfer-Encoding: chunked", "Content-Language: \0", "X: \0", "Date: never", "Set-Cookie: a=b", "Content-Range: bytes 0-1/2",
    ];

    /// <summary>Bytes that break UTF-8 or text.</summary>
    public static readonly byte[][] Bytes =
    [
        [0x00], [0xFF], [0xFE, 0xFF], [0xC0, 0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F], [0x80], [0xEF, 0xBB, 0xBF], [0x0A], [0x0D], [0x1B], [0x22], [0x5C], [0x2C], [0x7B], [0x7D], [0x5B], [0x5D], [0x3A], [0x30], [0x2E], [0x2D], [0x65], [0x2F, 0x2A], [0x20],
    ];
}
