namespace TradingEngine.Runner.Compare;

/// <summary>Compares what two sides made of the same signals. Does not write anything.</summary>
internal static class Comparer
{
    /// <summary>Reads both sides, topics up to where they all end at the beginning, and compares them.</summary>
    public static Comparison Compare(ITraceSource left, ITraceSource right, CancellationToken cancellationToken)
    {
        left.Begin(cancellationToken);
        right.Begin(cancellationToken);
        return new Comparison(left.Read(cancellationToken), right.Read(cancellationToken));
    }
}
