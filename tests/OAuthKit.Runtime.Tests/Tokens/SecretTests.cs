using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

public sealed class SecretTests
{
    public static TheoryData<Type> Kinds() => [.. typeof(Secret).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Secret)) && !type.IsAbstract)];

    [Fact]
    public void There_are_secrets_to_look_at() => Assert.Contains(typeof(AccessToken), Kinds().Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void R314_A_secret_shows_itself_to_nobody(Type kind)
    {
        var secret = Parse(kind, Sample(kind));

        Assert.Equal(Sample(kind), secret.Reveal());
        Assert.Matches(@"^\[[A-Za-z ]+\]$", secret.ToString());
        Assert.Equal(secret.ToString(), $"{secret}");
        var e = Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(secret, kind));
        Assert.Contains("Reveal", e.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize($"\"{The.Canary}\"", kind));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new Dictionary<string, object> { ["inside"] = secret }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void R314_A_secret_has_the_shape_of_all_secrets(Type kind)
    {
        Assert.True(kind.IsSealed);
        Assert.Empty(kind.GetConstructors());
        Assert.Equal(kind, kind.GetMethod("Parse", [typeof(string)])?.ReturnType);
        Assert.Equal(typeof(bool), kind.GetMethod("TryParse", [typeof(string), kind.MakeByRefType()])?.ReturnType);
        Assert.NotNull(kind.GetMethod("Reveal", []));
        Assert.DoesNotContain(kind.GetMethods(BindingFlags.Public | BindingFlags.Static), method => method.IsSpecialName);
        var (text, parsed) = (Sample(kind), (object?)null);
        object?[] arguments = [text, parsed];
        Assert.Equal(true, kind.GetMethod("TryParse")!.Invoke(null, arguments));
        Assert.Equal(Parse(kind, text), arguments[1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void R314_What_is_no_secret_is_refused_without_repeating_it(Type kind)
    {
        foreach (var text in (string?[])[null, "", Sample(kind) + "\r\n", Sample(kind) + "\0"])
        {
            var e = Assert.Throws<TargetInvocationException>(() => Parse(kind, text!)).InnerException;
            Assert.IsType<FormatException>(e);
            Assert.False(CanaryWatch.Holds(e.ToString()));
            object?[] arguments = [text, null];
            Assert.Equal(false, kind.GetMethod("TryParse")!.Invoke(null, arguments));
            Assert.Null(arguments[1]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Secrets_are_equal_by_kind_and_value(Type kind)
    {
        var secret = Parse(kind, Sample(kind, "a"));

        Assert.True(secret.Equals(Parse(kind, Sample(kind, "a"))));
        Assert.Equal(secret.GetHashCode(), Parse(kind, Sample(kind, "a")).GetHashCode());
        Assert.False(secret.Equals(Parse(kind, Sample(kind, "b"))));
        Assert.False(secret.Equals(Parse(kind, Sample(kind, "aa"))));
        Assert.False(secret.Equals(null));
        Assert.False(secret.Equals((object)"a"));
        Assert.All(Kinds().Select(row => row.Data).Where(other => other != kind), other => Assert.False(secret.Equals(Parse(other, Sample(other, "a")))));
    }

    [Fact]
    public void R317_Secrets_are_compared_in_fixed_time()
    {
        var secretEquals = typeof(Secret).GetMethod(nameof(Equals), [typeof(Secret)])!;
        var fixedTime = typeof(FixedTime).GetMethod(nameof(Equals), BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!;

        Assert.Contains(fixedTime, Calls(secretEquals));
        Assert.DoesNotContain(Calls(secretEquals), method => method.DeclaringType == typeof(string));
        Assert.Contains(Calls(fixedTime), method => method.Name == nameof(CryptographicOperations.FixedTimeEquals));
        Assert.True(FixedTime.Equals("abc", "abc"));
        Assert.False(FixedTime.Equals("abc", "abd"));
        Assert.False(FixedTime.Equals("abc", "abcd"));
    }

    [Fact]
    public void R314_The_debugger_shows_no_secret()
    {
        Assert.All(PublicTypes.Instances(), instance => Assert.False(CanaryWatch.Holds(DebuggerView(instance, 4)), instance.GetType().Name));
        Assert.True(CanaryWatch.Holds(DebuggerView(new Leaky(The.Canary), 1)));
    }

    [Fact]
    public void R314_No_public_type_shows_a_secret_as_text_or_json()
    {
        foreach (var instance in PublicTypes.Instances())
        {
            Assert.False(CanaryWatch.Holds($"{instance}"), instance.GetType().Name);
            Assert.False(CanaryWatch.Holds(Json(instance)), instance.GetType().Name);
        }

        Assert.True(CanaryWatch.Holds(Json(new Leaky(The.Canary))));
    }

    [Fact]
    public void R314_These_are_all_public_types()
    {
        var seen = PublicTypes.Instances().Select(instance => instance.GetType()).ToHashSet();
        var types = typeof(Secret).Assembly.GetExportedTypes().Where(type => !type.IsAbstract);

        Assert.Empty(types.Where(type => !seen.Contains(type)).Select(type => type.Name));
    }

    // A code verifier has 43 characters at least.
    private static string Sample(Type kind, string start = "") => start + The.Canary + (kind == typeof(CodeVerifier) ? The.Verifier : "");

    private static Secret Parse(Type kind, string text) => (Secret)kind.GetMethod("Parse", [typeof(string)])!.Invoke(null, [text])!;

    private static string Json(object instance)
    {
        try
        {
            return JsonSerializer.Serialize(instance, instance.GetType());
        }
        catch (Exception e) when (e is NotSupportedException or OAuthException or InvalidOperationException or JsonException)
        {
            return e.ToString();
        }
    }

    /// <summary>What a debugger shows of an object that is folded out: every field and property that isn't hidden from it.</summary>
    private static string DebuggerView(object? value, int depth)
    {
        if (value is null or string or ValueType || depth == 0)
        {
            return value is ValueType ? "" : value?.ToString() ?? "";
        }

        var type = value.GetType();
        var parts = new List<string> { value.ToString() ?? "" };
        if (type.Assembly != typeof(Secret).Assembly && type != typeof(Leaky))
        {
            return parts[0];
        }

        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in declaring.GetFields(All).Where(field => !IsHidden(field)))
            {
                parts.Add(DebuggerView(field.GetValue(value), depth - 1));
            }

            foreach (var property in declaring.GetProperties(All).Where(property => property.GetIndexParameters().Length == 0 && property.CanRead && !IsHidden(property)))
            {
                parts.Add(DebuggerView(Value(property, value), depth - 1));
            }
        }

        return string.Join('\n', parts);
    }

    private static object? Value(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.Message;
        }
    }

    // A debugger shows a property and not the field that the compiler made for it, which only a debug build marks as hidden.
    private static bool IsHidden(MemberInfo member) =>
        member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State == DebuggerBrowsableState.Never
        || member is FieldInfo && member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false);

    private static List<MethodBase> Calls(MethodInfo method)
    {
        var il = method.GetMethodBody()!.GetILAsByteArray()!;
        var calls = new List<MethodBase>();
        for (var i = 0; i + 4 < il.Length; i++)
        {
            if (il[i] == OpCodes.Call.Value || il[i] == OpCodes.Callvirt.Value)
            {
                try
                {
                    calls.Add(method.Module.ResolveMethod(BitConverter.ToInt32(il, i + 1), method.DeclaringType!.GetGenericArguments(), null)!);
                }
                catch (ArgumentException)
                {
                    // A byte of an operand that looks like a call.
                }
            }
        }

        return calls;
    }

    private sealed record Leaky(string Text);
}
