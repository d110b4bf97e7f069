namespace TradingEngine.LatencyLab.Report;

/// <summary>Percentile curves of one picture.</summary>
/// <param name="Name">For the file.</param>
/// <param name="Title">For people.</param>
/// <param name="Curves">One for each contender.</param>
internal sealed record class CurveGroup(string Name, string Title, IReadOnlyList<Curve> Curves);
