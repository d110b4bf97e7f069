namespace TradingEngine.LatencyLab.Report;

/// <summary>A figure and what it should be.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Figure">What was measured.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Comparison">How: <c>≥</c>, <c>≤</c> or <c>&lt;</c>.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="IsReached">Whether the comparison holds.</param>
internal sealed record class Target(
    string Name, double Figure, double Bound, string Comparison, string Unit, bool IsReached)
{
    public static Target AtLeast(string name, double figure, double bound, string unit) =>
        new(name, figure, bound, "≥", unit, figure >= bound);

    public static Target AtMost(string name, double figure, double bound, string unit) =>
        new(name, figure, bound, "≤", unit, figure <= bound);

    public static Target Below(string name, double figure, double bound, string unit) =>
        new(name, figure, bound, "<", unit, figure < bound);
}
