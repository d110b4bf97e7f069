namespace TradingEngine.Runner.Compare;

/// <summary>What to compare, and how to judge it.</summary>
/// <param name="Left">The reference: a file, a trader or a topic.</param>
/// <param name="Right">What is judged, likewise.</param>
/// <param name="Gate">The conditions; null for none.</param>
/// <param name="SignalsMin">How many signals must be on both sides for the gate to pass.</param>
/// <param name="Filter">Which events count.</param>
/// <param name="IsJson">One JSON object in place of text.</param>
internal sealed record class CompareOptions(
    string Left, string Right, Gate? Gate, int SignalsMin, TraceFilter Filter, bool IsJson);
