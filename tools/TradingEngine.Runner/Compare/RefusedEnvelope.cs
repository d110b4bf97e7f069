namespace TradingEngine.Runner.Compare;

/// <summary>An envelope that was not read.</summary>
/// <param name="Place">Where it stands, such as <c>line 12</c>.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct RefusedEnvelope(string Place, string Reason)
{
    public override string ToString() => $"{Place}: {Reason}";
}
