namespace TradingEngine.Zerodha.Budgets;

/// <summary>So many calls in any span of a length: a window that slides, never one that starts anew.</summary>
/// <param name="Count">Calls, 1 to 100,000.</param>
/// <param name="Window">The length, above zero; a day means the calendar day of India.</param>
internal readonly record struct RateLimit(int Count, TimeSpan Window)
{
    /// <summary>The length that means the calendar day.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);
}
