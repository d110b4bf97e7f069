using CsCheck;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Risk;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Risk;

/// <summary>The gate as a fold of fills, and what it is after a restart.</summary>
[TestFixture]
public sealed class RiskRestoreTests
{
    private static readonly string[] Traders = ["paper", "zerodha"];
    private static readonly string[] Strategies = ["momentum", "other"];

    private static readonly Gen<FillCase[]> Fills = Gen.Select(
        Gen.Int[0, 1],
        Gen.Int[0, 1],
        Gen.Long[1, 3],
        Gen.OneOf(Side.Buy, Side.Sell),
        Gen.Long[1, 1_000],
        Gen.Long[1, 50_000],
        Gen.Long[0, 10_000]).Select(
            (trader, strategy, token, side, quantity, price, fees) => new FillCase(
                Traders[trader],
                Strategies[strategy],
                token,
                side,
                quantity,
                Price.FromRaw(price * 5_000_000),
                fees / 100m))
        .Array[1, 60];

    [Test]
    public void ShouldHoldThePositionsOfTheLedger() => Fills.Sample(
        fills =>
        {
            var rig = new RiskRig(new RiskLimits { DailyLossMax = decimal.MaxValue });
            var ledger = new PositionLedger();
            foreach (var fill in fills)
            {
                Apply(rig, fill);
                ledger.Apply(EventOf(fill));
            }

            var positions = ledger.GetPositions();
            return positions.All(p => rig.Gate.ExposureOf(p.Trader, p.StrategyId, p.InstrumentToken)
                    == (p.Quantity, Int128.Zero, Int128.Zero, 0))
                && PnlAtNextDay(rig) == PnlOf(rig, positions);
        },
        iter: 1_000);

    [Test]
    public void ShouldGoOnAfterARestartAsIfThereWasNone() => Gen.Select(Fills, Fills).Sample(
        (before, after) =>
        {
            var limits = new RiskLimits { DailyLossMax = decimal.MaxValue };
            var (through, restarted, ledger) = (new RiskRig(limits), new RiskRig(limits), new PositionLedger());
            foreach (var fill in before)
            {
                Apply(through, fill);
                ledger.Apply(EventOf(fill));
            }

            foreach (var (token, price) in through.Prices)
            {
                restarted.Prices[token] = price;
            }

            restarted.Gate.RestorePositions(ledger.GetPositions());
            restarted.Gate.RestoreDay(through.Gate.ExportDay());
            foreach (var fill in after)
            {
                Apply(through, fill);
                Apply(restarted, fill);
            }

            return through.Gate.ExportDay().SequenceEqual(restarted.Gate.ExportDay())
                && PnlAtNextDay(through) == PnlAtNextDay(restarted);
        },
        iter: 1_000);

    [Test]
    public void ShouldKeepTheDaysLossOverARestart()
    {
        var limits = new RiskLimits { DailyLossMax = 1_000 };
        var before = new RiskRig(limits, limits);
        before.Trade(Side.Buy, 1, "100", 900);
        before.Now += TimeSpan.FromDays(1);
        before.Trade(Side.Buy, 1, "100", 950);
        var day = (int)(new DateTime(2026, 6, 3).Ticks / TimeSpan.TicksPerDay);
        Assert.That(
            before.Gate.ExportDay(), Is.EqualTo([new RiskDay(null, day, -900m), new RiskDay("momentum", day, -900m)]));

        var after = new RiskRig(limits, limits) { Now = before.Now };
        after.Gate.RestorePositions([new Position("paper", "momentum", 1, 2, 200, 0, 1_850, -2_050, 2)]);
        after.Gate.RestoreDay(before.Gate.ExportDay());
        Assert.That(after.Send(Side.Buy, 1), Is.Null);
        after.Fill(Side.Buy, 1, "100", 50);
        Assert.That(after.Send(Side.Buy, 1)?.Message, Does.EndWith("a loss of 1000"));
        after.Now += TimeSpan.FromDays(1);
        Assert.That(after.Send(Side.Buy, 1), Is.Null);
    }

    [Test]
    public void ShouldCountFromTheRestartWhereTheDayIsNotKnown()
    {
        var rig = new RiskRig(new RiskLimits { DailyLossMax = 1_000 });
        Assert.That(rig.Gate.ExportDay(), Is.Empty);
        rig.Gate.RestorePositions([new Position("paper", "momentum", 1, 1, 100, 0, 5_000, -5_100, 1)]);
        rig.Gate.RestoreDay([]);
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
        Assert.That(rig.Gate.ExportDay().Single().BaselinePnl, Is.EqualTo(-5_000m));
    }

    [Test]
    public void ShouldTakeTheNewestDayAndIgnoreStrategiesWithoutALimit()
    {
        var rig = new RiskRig(null, new RiskLimits { DailyLossMax = 1_000 });
        var day = (int)(Make.Time.UtcTicks / TimeSpan.TicksPerDay);
        rig.Gate.RestoreDay(
            [new RiskDay("other", day, 8), new RiskDay("momentum", day, 9), new RiskDay("momentum", day - 1, 7)]);
        Assert.That(rig.Gate.ExportDay(), Is.EqualTo([new RiskDay("momentum", day, 9)]));
    }

    [Test]
    public void ShouldCountRestoredOrdersAsOpenWithoutChecks()
    {
        var rig = new RiskRig(new RiskLimits { OpenOrdersMax = 2, PositionQuantityMax = 100, OrdersPerSecondMax = 1 });
        rig.Gate.Mode = TradingMode.Halted;
        rig.Gate.RestoreOpen("paper", "momentum", 1, Side.Sell, 500);
        rig.Gate.RestoreOpen("paper", "momentum", 2, Side.Buy, 0);
        rig.Gate.Mode = TradingMode.Active;
        Assert.That(
            rig.Gate.ExposureOf("paper", "momentum", 1), Is.EqualTo((Int128.Zero, Int128.Zero, (Int128)500, 1L)));
        Assert.That(rig.Send(Side.Buy, 1)?.Key, Is.EqualTo("open_orders_max"));
        rig.Close(Side.Buy, 0, token: 2);
        Assert.That(rig.Send(Side.Sell, 1)?.Key, Is.EqualTo("position_quantity_max"));
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
    }

    private static void Apply(RiskRig rig, in FillCase fill)
    {
        var order = new RiskOrder(
            fill.Trader, fill.Strategy, fill.Token, fill.Side, fill.Quantity, null, null, 0, rig.Now.UtcTicks);
        Assert.That(rig.Gate.Check(order, out _), Is.Null);
        rig.Gate.OnFill(
            fill.Trader, fill.Strategy, fill.Token, fill.Side, fill.Quantity, fill.Price, fill.Fees, rig.Now.UtcTicks);
        rig.Gate.OnClosed(fill.Trader, fill.Strategy, fill.Token, fill.Side, 0);
        rig.Prices[fill.Token] = fill.Price;
    }

    /// <summary>The total profit, which is the baseline of the day that begins now.</summary>
    private static decimal PnlAtNextDay(RiskRig rig)
    {
        rig.Now += TimeSpan.FromDays(1);
        rig.Send(Side.Buy, 1);
        return decimal.Round(rig.Gate.ExportDay().Single().BaselinePnl, 8);
    }

    private static decimal PnlOf(RiskRig rig, IReadOnlyList<Position> positions)
    {
        var total = 0m;
        foreach (var position in positions)
        {
            total += position.RealizedPnl - position.Fees
                + position.UnrealizedPnl(rig.Prices[position.InstrumentToken].ToDecimal());
        }

        return decimal.Round(total, 8);
    }

    private static OrderEvent EventOf(in FillCase fill) => new()
    {
        EventId = Guid.Empty,
        Type = OrderEventType.Filled,
        OrderId = OrderIdentity.OrderIdOf("s", fill.Trader),
        Signal = Make.Signal("s", token: fill.Token, strategy: fill.Strategy),
        Side = fill.Side,
        Trader = fill.Trader,
        ExecutionMode = "paper",
        Quantity = fill.Quantity,
        Price = fill.Price,
        Fees = fill.Fees,
        Timestamp = Make.Time,
    };

    private readonly record struct FillCase(
        string Trader, string Strategy, long Token, Side Side, long Quantity, Price Price, decimal Fees);
}
