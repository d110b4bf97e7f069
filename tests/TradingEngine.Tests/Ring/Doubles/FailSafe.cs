using System.Diagnostics;
using ThreadState = System.Threading.ThreadState;

namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Waits for other threads. The limit only ever ends a test that has failed.</summary>
internal static class FailSafe
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static void Completes(Task task) => Assert.That(task.Wait(Limit), Is.True, "The task does not end.");

    public static void Ends(Thread thread) => Assert.That(thread.Join(Limit), Is.True, "The thread does not end.");

    public static void IsSet(ManualResetEventSlim handle) =>
        Assert.That(handle.Wait(Limit), Is.True, "The event is not set.");

    /// <summary>Returns once <paramref name="thread"/> waits in the kernel or on a monitor, or has ended.</summary>
    public static void IsParked(Thread thread)
    {
        const ThreadState AtRest = ThreadState.WaitSleepJoin | ThreadState.Stopped;
        Becomes(() => (thread.ThreadState & AtRest) != 0);
    }

    public static void Becomes(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                Assert.Fail("The condition does not become true.");
            }

            Thread.Yield();
        }
    }
}
