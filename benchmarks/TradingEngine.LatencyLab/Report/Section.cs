namespace TradingEngine.LatencyLab.Report;

/// <summary>A part of the report: text, tables, targets and what is drawn.</summary>
/// <param name="Name">For files.</param>
/// <param name="Title">For people.</param>
internal sealed record class Section(string Name, string Title)
{
    /// <summary>What was measured, in a sentence or two.</summary>
    public required string Text { get; init; }

    public List<Table> Tables { get; } = [];

    public List<Target> Targets { get; } = [];

    /// <summary>Percentile curves, one picture for each group.</summary>
    public List<CurveGroup> CurveGroups { get; } = [];

    public BarChart? Bars { get; init; }
}
