using TradingEngine.Model;
using TradingEngine.Risk;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Risk;

[TestFixture]
public sealed class RiskGateAllocationTests
{
    [Test]
    public void ShouldNotAllocateForAnOrderThatPasses([Values] bool hasLimits)
    {
        var limits = hasLimits ? AllLimits() : new RiskLimits();
        var gate = new RiskGate(
            limits,
            new Dictionary<string, RiskLimits> { ["momentum"] = limits },
            _ => Price.Parse("100.5"));
        Run(gate, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Run(gate, 10_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(refused, Is.Zero);
    }

    private static RiskLimits AllLimits() => new()
    {
        OrderQuantityMax = 1_000,
        OrderNotionalMax = 1_000_000,
        PositionQuantityMax = 1_000,
        OpenOrdersMax = 10,
        OrdersPerSecondMax = 100,
        PriceCollarPercent = 5,
        PriceAgeMax = TimeSpan.FromSeconds(1),
        DailyLossMax = 1_000_000,
    };

    private static int Run(RiskGate gate, int count)
    {
        var price = Price.Parse("100");
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var now = Make.Time.UtcTicks + i * TimeSpan.TicksPerSecond;
            var side = i % 2 == 0 ? Side.Buy : Side.Sell;
            var order = new RiskOrder("paper", "momentum", i % 7 / 2, side, 10, price, price, now, now);
            refused += gate.Check(order, out _) is null ? 0 : 1;
            gate.OnFill("paper", "momentum", order.InstrumentToken, side, 10, price, 0.01m, now);
            gate.OnClosed("paper", "momentum", order.InstrumentToken, side, 0);
        }

        return refused;
    }
}
