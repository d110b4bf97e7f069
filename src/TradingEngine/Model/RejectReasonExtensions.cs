namespace TradingEngine.Model;

/// <summary>Texts of <see cref="RejectReason"/>.</summary>
public static class RejectReasonExtensions
{
    private static readonly string[] Keys =
        ["none", "duplicate", "hold", "halted", "closed", "stale", "unknown_strategy", "no_route", "invalid"];

    /// <summary>How many reasons there are, <see cref="RejectReason.None"/> included.</summary>
    public static int Count => Keys.Length;

    /// <summary>The reason as a key for metrics and JSON, such as <c>unknown_strategy</c>. Does not allocate.</summary>
    public static string ToKey(this RejectReason reason) => Keys[(int)reason];
}
