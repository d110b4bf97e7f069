using TradingEngine.Model;

namespace TradingEngine.Runner.LiveSim;

/// <summary>What came of the order that one trader made of a signal.</summary>
/// <param name="State">The newest event.</param>
/// <param name="FilledQuantity">The quantity traded.</param>
/// <param name="Cost">What that cost.</param>
/// <param name="Message">Why it failed or is not known.</param>
internal sealed record class TraderOutcome(
    OrderEventType State, long FilledQuantity = 0, decimal Cost = 0, string? Message = null)
{
    /// <summary>The average price; null where nothing was traded.</summary>
    public decimal? Price => FilledQuantity == 0 ? null : Cost / FilledQuantity;

    /// <summary>The outcome after one more event.</summary>
    public TraderOutcome After(in OrderEvent next) => this with
    {
        State = next.Type,
        FilledQuantity = FilledQuantity + (next.IsFill ? next.Quantity : 0),
        Cost = Cost + (next.IsFill ? next.Quantity * next.Price.GetValueOrDefault().ToDecimal() : 0),
        Message = next.ErrorMessage ?? Message,
    };
}
