namespace TradingEngine.Zerodha.Budgets;

/// <summary>How much of a budget of calls is used.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Uses">Each limit.</param>
/// <param name="PassedCount">Calls that went out.</param>
/// <param name="HeldCount">Calls that had to wait.</param>
/// <param name="RefusedCount">Calls that did not go out.</param>
public sealed record class BudgetStatus(
    string Name, IReadOnlyList<BudgetUse> Uses, long PassedCount, long HeldCount, long RefusedCount);
