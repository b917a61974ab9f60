using CsCheck;

namespace OAuthKit;

/// <summary>
/// What holds for every sample of a generator. The samples are the same in each run; with <c>CsCheck_Seed</c>, <c>CsCheck_Iter</c>
/// or <c>CsCheck_Time</c> in the environment they are CsCheck's own. A failure is made smaller by CsCheck, and tells its seed.
/// </summary>
internal static class Property
{
    public const int Samples = 10_000;

    private const ulong Seed = 20260101;

    // A reader that takes everything, or nothing, wasn't looked at.
    private const double LeastShare = 0.03;

    /// <summary>A reader's property: each sample is taken, or refused by one of the documented exceptions, which tell no secret.</summary>
    /// <param name="samples">What is read.</param>
    /// <param name="read">Reads a sample and asserts what holds of the result.</param>
    /// <param name="isDocumented">Which exceptions a refusal may be; by default those of the protocol, with a known code.</param>
    /// <param name="count">How many samples.</param>
    public static async Task HoldsAsync<T>(Gen<T> samples, Func<T, Task> read, Func<T, Exception, bool>? isDocumented = null, int count = Samples)
    {
        CanaryWatch.LookAtOutcomesOnly();
        isDocumented ??= static (_, e) => IsOfProtocol(e);
        if (count >= Samples && (Check.Seed is not null || Check.Iter > count || Check.Time > 0))
        {
            await SearchAsync(null, -1);
            return;
        }

        var taken = 0;
        var random = new PCG(1, Seed);
        for (var i = 0; i < count; i++)
        {
            var state = random.State;
            var sample = samples.Generate(random, null, out _);
            try
            {
                taken += await IsTakenAsync(sample, read, isDocumented) ? 1 : 0;
            }
            catch (Exception)
            {
                await SearchAsync(random.ToString(state), 2 * Samples);
                throw;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} samples: {taken} taken, {count - taken} refused");
        Assert.InRange(taken, count * LeastShare, count * (1 - LeastShare));

        async Task SearchAsync(string? seed, int iterations)
        {
            try
            {
                await samples.SampleAsync((Func<T, Task>)JudgeAsync, seed: seed, iter: iterations, threads: 1, print: Print);
            }
            catch (CsCheckException e)
            {
                Assert.Fail($"{e.Message}\n{e.InnerException}");
            }
        }

        Task JudgeAsync(T sample) => IsTakenAsync(sample, read, isDocumented);
    }

    /// <summary>The same for a reader that doesn't wait.</summary>
    public static Task HoldsAsync<T>(Gen<T> samples, Action<T> read, Func<T, Exception, bool>? isDocumented = null) =>
        HoldsAsync(
            samples,
            sample =>
            {
                read(sample);
                return Task.CompletedTask;
            },
            isDocumented);

    public static bool IsOfProtocol(Exception e) => e is OAuthException { Code: var code } && OAuthFaults.IsKnown(code);

    /// <summary>Whether the sample was taken. Throws where the property doesn't hold.</summary>
    private static async Task<bool> IsTakenAsync<T>(T sample, Func<T, Task> read, Func<T, Exception, bool> isDocumented)
    {
        try
        {
            await read(sample);
            return true;
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException && isDocumented(sample, e))
        {
            if (TellsSecret(e))
            {
                throw new InvalidOperationException("A refusal tells a secret.");
            }

            return false;
        }
    }

    // All that an exception says, but for its stack trace, which takes longer to write than the reading of the sample.
    private static bool TellsSecret(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (CanaryWatch.Holds(cause.Message) || (cause.Data.Count > 0 && CanaryWatch.Holds(CanaryWatch.Describe(cause)))
                || (cause is OAuthServerException server && CanaryWatch.Holds($"{server.Error} {server.ErrorDescription} {server.ErrorUri}")))
            {
                return true;
            }
        }

        return false;
    }

    private static string Print<T>(T sample) => sample is byte[] bytes ? $"{System.Text.Encoding.UTF8.GetString(bytes)}\n{Convert.ToBase64String(bytes)}" : $"{sample}";
}
