namespace TradingEngine.Hosting.ReplacedSystem;

/// <summary>What the variables come to.</summary>
/// <param name="Settings">Values by configuration key.</param>
/// <param name="Warnings">A sentence for each variable that has no effect.</param>
internal sealed record class MappedVariables(
    IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Warnings);
