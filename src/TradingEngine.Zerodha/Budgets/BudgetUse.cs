namespace TradingEngine.Zerodha.Budgets;

/// <summary>How much of one limit is used.</summary>
/// <param name="Window">The length of its window; a day means the calendar day of India.</param>
/// <param name="UsedCount">Calls in the window that ends now.</param>
/// <param name="LimitCount">Calls that it may hold.</param>
public readonly record struct BudgetUse(TimeSpan Window, int UsedCount, int LimitCount);
