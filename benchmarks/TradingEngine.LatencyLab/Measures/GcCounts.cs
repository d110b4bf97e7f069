namespace TradingEngine.LatencyLab.Measures;

/// <summary>Collections by generation.</summary>
internal readonly record struct GcCounts(int Gen0, int Gen1, int Gen2)
{
    /// <summary>The counts of the process so far.</summary>
    public static GcCounts Now => new(GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));

    /// <summary>
    /// What came since <paramref name="earlier"/>. A collection of a generation counts in the lower ones too.
    /// </summary>
    public GcCounts Since(GcCounts earlier) => new(Gen0 - earlier.Gen0, Gen1 - earlier.Gen1, Gen2 - earlier.Gen2);

    /// <summary>The counts of several rounds together.</summary>
    public static GcCounts Sum(IEnumerable<GcCounts> rounds) => rounds.Aggregate(
        (left, right) => new GcCounts(left.Gen0 + right.Gen0, left.Gen1 + right.Gen1, left.Gen2 + right.Gen2));

    /// <summary>The counts as one text.</summary>
    public override string ToString() => $"{Gen0}/{Gen1}/{Gen2}";
}
