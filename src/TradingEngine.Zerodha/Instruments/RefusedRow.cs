namespace TradingEngine.Zerodha.Instruments;

/// <summary>A row that could not be used.</summary>
/// <param name="Line">Its line in the file, from 1; the header is line 1.</param>
/// <param name="Reason">Why.</param>
public readonly record struct RefusedRow(int Line, string Reason);
