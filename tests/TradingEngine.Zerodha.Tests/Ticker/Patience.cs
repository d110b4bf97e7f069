namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>Waits that end a test which would otherwise hang.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static Task Within(this Task task) => task.WaitAsync(Longest);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Longest);

    /// <summary>Gives way to other threads until something is so.</summary>
    public static void Until(Func<bool> isSo)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Longest)
            {
                throw new TimeoutException("It did not become so.");
            }

            Thread.Yield();
        }
    }
}
