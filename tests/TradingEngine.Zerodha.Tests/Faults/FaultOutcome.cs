namespace TradingEngine.Zerodha.Tests.Faults;

/// <summary>What a story came to.</summary>
/// <param name="Differences">What the engine and the broker do not agree about; empty where all is well.</param>
/// <param name="UnknownCount">How often the outcome of an order was not known.</param>
/// <param name="FillCount">Fills that were told.</param>
/// <param name="CrashCount">How often the engine died.</param>
internal sealed record class FaultOutcome(
    IReadOnlyList<string> Differences, int UnknownCount, int FillCount, int CrashCount);
