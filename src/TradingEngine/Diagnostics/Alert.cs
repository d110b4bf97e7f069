namespace TradingEngine.Diagnostics;

/// <summary>Something that a person must hear of. Goes to the log and to every sink.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="Message">A whole sentence with the names and values.</param>
/// <param name="Source">The trader, sink or part that it is about.</param>
/// <param name="Timestamp">The engine's time.</param>
public sealed record class Alert(
    AlertKind Kind, AlertSeverity Severity, string Message, string Source, DateTimeOffset Timestamp);
