using TradingEngine.Model;
using TradingEngine.Risk;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Risk;

/// <summary>A gate with a clock and prices that a test moves by hand.</summary>
internal sealed class RiskRig
{
    public RiskRig(RiskLimits? global = null, RiskLimits? momentum = null, TimeSpan? dayOffset = null)
    {
        var byStrategy = new Dictionary<string, RiskLimits>();
        if (momentum is not null)
        {
            byStrategy.Add("momentum", momentum);
        }

        Gate = new RiskGate(
            global ?? new RiskLimits(),
            byStrategy,
            token => Prices.TryGetValue(token, out var price) ? price : null,
            dayOffset);
    }

    public RiskGate Gate { get; }

    public Dictionary<long, Price> Prices { get; } = [];

    public DateTimeOffset Now { get; set; } = Make.Time;

    /// <summary>A gate whose only limits are global, or those of the strategy 'momentum'.</summary>
    public static RiskRig With(bool isGlobal, RiskLimits limits) => isGlobal ? new(limits) : new(null, limits);

    public static string WhoseOf(bool isGlobal) => isGlobal ? "all strategies" : "strategy 'momentum'";

    public RiskRefusal? Send(
        Side side,
        long quantity,
        string? lastPrice = "100",
        string? signalPrice = null,
        TimeSpan priceAge = default,
        string trader = "paper",
        string strategy = "momentum",
        long token = 1) => Gate.Check(new RiskOrder(
            trader,
            strategy,
            token,
            side,
            quantity,
            signalPrice is null ? null : Price.Parse(signalPrice),
            lastPrice is null ? null : Price.Parse(lastPrice),
            Now.UtcTicks - priceAge.Ticks,
            Now.UtcTicks), out _);

    public void Fill(
        Side side,
        long quantity,
        string price = "100",
        decimal fees = 0,
        bool isLast = false,
        string trader = "paper",
        string strategy = "momentum",
        long token = 1) =>
        Gate.OnFill(trader, strategy, token, side, quantity, Price.Parse(price), fees, Now.UtcTicks, isLast);

    public void Close(
        Side side, long unfilled, string trader = "paper", string strategy = "momentum", long token = 1) =>
        Gate.OnClosed(trader, strategy, token, side, unfilled);

    /// <summary>Sends an order that must pass, and fills it whole.</summary>
    public void Trade(
        Side side,
        long quantity,
        string price = "100",
        decimal fees = 0,
        string trader = "paper",
        string strategy = "momentum",
        long token = 1)
    {
        Assert.That(Send(side, quantity, price, null, default, trader, strategy, token), Is.Null);
        Fill(side, quantity, price, fees, true, trader, strategy, token);
    }
}
