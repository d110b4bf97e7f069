using System.Numerics;
using CsCheck;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Tests.Portfolio;

[TestFixture]
public sealed class PositionStateTests
{
    private static readonly BigInteger Tolerance = BigInteger.Pow(10, 18);

    private static readonly Gen<(Side Side, long Quantity, long RawPrice, long RawFees)[]> Fills = Gen.Select(
        Gen.OneOf(Side.Buy, Side.Sell),
        Gen.OneOf(Gen.Long[1, 9], Gen.Long[1, 5_000], Gen.Long[1, 1_000_000_000]),
        Gen.OneOf(Gen.Long[1, 1_000], Gen.Long[1, 50_000].Select(p => p * 5_000_000), Gen.Long[1, 10_000_000_000_000]),
        Gen.OneOf(Gen.Long[0, 0], Gen.Long[0, 10_000_000])).Array[1, 60];

    [Test]
    public void ShouldAgreeWithFractions() => Fills.Sample(
        fills =>
        {
            var (state, oracle) = (new PositionState(), new PositionOracle());
            var scale = Fraction.Zero;
            foreach (var (side, quantity, raw, rawFees) in fills)
            {
                var fees = rawFees / 10_000m;
                state.Apply(side, quantity, Price.FromRaw(raw), fees);
                oracle.Apply(side, quantity, raw, fees);
                scale = Max(scale, Max(Fraction.Abs(oracle.Cost), Fraction.Abs(oracle.Realized)));
                if (state.Quantity != oracle.Quantity || Fraction.Of(state.CashChange) != oracle.Cash
                    || Fraction.Of(state.Fees) != oracle.Fees || !IsNear(state.Cost, oracle.Cost, scale)
                    || !IsNear(state.RealizedPnl, oracle.Realized, scale) || (state.Quantity == 0 && state.Cost != 0))
                {
                    return false;
                }
            }

            return state.FillCount == fills.Length;
        },
        iter: 2_000);

    [Test]
    public void ShouldKeepProfitMinusCostEqualToMoneyThatMoved() => Fills.Sample(
        fills =>
        {
            var state = new PositionState();
            foreach (var (side, quantity, raw, rawFees) in fills)
            {
                state.Apply(side, quantity, Price.FromRaw(raw), rawFees / 10_000m);
                var profitMinusCost = Fraction.Of(state.RealizedPnl) - Fraction.Of(state.Cost);
                if (profitMinusCost != Fraction.Of(state.CashChange) + Fraction.Of(state.Fees))
                {
                    return false;
                }
            }

            return true;
        },
        iter: 5_000);

    [Test]
    public void ShouldGoOnFromAPositionAsIfItWasNeverInterrupted() => Gen.Select(Fills, Gen.Int[0, 60]).Sample(
        (fills, stop) =>
        {
            var (through, resumed) = (new PositionState(), new PositionState());
            for (var i = 0; i < fills.Length; i++)
            {
                var (side, quantity, raw, rawFees) = fills[i];
                through.Apply(side, quantity, Price.FromRaw(raw), rawFees / 10_000m);
                resumed.Apply(side, quantity, Price.FromRaw(raw), rawFees / 10_000m);
                if (i == stop)
                {
                    resumed = new PositionState(PositionOf(resumed));
                }
            }

            return Snapshot(through) == Snapshot(resumed);
        },
        iter: 2_000);

    [Test]
    public void ShouldKeepIdentityWhereSmallPartIsClosedAfterLargeProfit()
    {
        var state = new PositionState();
        state.Apply(Side.Buy, 1_000_000, Price.Parse("1000"), 0);
        state.Apply(Side.Sell, 1_000_000, Price.Parse("2345.67"), 0);
        state.Apply(Side.Buy, 3, Price.Parse("0.01"), 0);
        state.Apply(Side.Sell, 1, Price.Parse("0.02"), 0);
        Assert.That(
            Fraction.Of(state.RealizedPnl) - Fraction.Of(state.Cost), Is.EqualTo(Fraction.Of(state.CashChange)));
    }

    [Test]
    public void ShouldTakePartOfCostAtPartialClose()
    {
        var state = new PositionState();
        state.Apply(Side.Buy, 10, Price.Parse("100"), 1m);
        state.Apply(Side.Buy, 30, Price.Parse("120"), 1m);
        state.Apply(Side.Sell, 15, Price.Parse("130.5"), 0.5m);
        Assert.That(state.Quantity, Is.EqualTo(25));
        Assert.That(state.Cost, Is.EqualTo(2_875m));
        Assert.That(state.RealizedPnl, Is.EqualTo(232.5m));
        Assert.That(state.Fees, Is.EqualTo(2.5m));
        Assert.That(state.CashChange, Is.EqualTo(-2_645m));
        Assert.That(state.FillCount, Is.EqualTo(3));
    }

    [Test]
    public void ShouldFlipThroughZero()
    {
        var state = new PositionState();
        state.Apply(Side.Sell, 7, Price.Parse("50"), 0);
        Assert.That((state.Quantity, state.Cost, state.RealizedPnl), Is.EqualTo((-7L, -350m, 0m)));
        state.Apply(Side.Buy, 10, Price.Parse("40"), 0);
        Assert.That((state.Quantity, state.Cost, state.RealizedPnl), Is.EqualTo((3L, 120m, 70m)));
        state.Apply(Side.Sell, 3, Price.Parse("41"), 0);
        Assert.That((state.Quantity, state.Cost, state.RealizedPnl), Is.EqualTo((0L, 0m, 73m)));
        Assert.That(state.CashChange, Is.EqualTo(73m));
    }

    [Test]
    public void ShouldCloseAPartOfAVeryLargePosition()
    {
        var state = new PositionState();
        state.Apply(Side.Buy, 1_000_000_000_000, Price.Parse("300000"), 0);
        state.Apply(Side.Sell, 500_000_000_000, Price.Parse("300001"), 0);
        Assert.That(state.Quantity, Is.EqualTo(500_000_000_000));
        Assert.That(state.Cost, Is.EqualTo(150_000_000_000_000_000m));
        Assert.That(state.RealizedPnl, Is.EqualTo(500_000_000_000m));
    }

    [Test]
    public void ShouldLeaveEverythingUnchangedWhereASumDoesNotFit()
    {
        var state = new PositionState();
        state.Apply(Side.Buy, long.MaxValue - 1, Price.FromRaw(3), 0.5m);
        var before = Snapshot(state);
        Assert.That(() => state.Apply(Side.Buy, 2, Price.FromRaw(1), 1m), Throws.TypeOf<OverflowException>());
        Assert.That(Snapshot(state), Is.EqualTo(before));
        Assert.That(
            () => state.Apply(Side.Sell, long.MaxValue, Price.MaxValue, 1m), Throws.TypeOf<OverflowException>());
        Assert.That(Snapshot(state), Is.EqualTo(before));
        Assert.That(
            () => state.Apply(Side.Sell, 1, Price.FromRaw(1), decimal.MaxValue), Throws.TypeOf<OverflowException>());
        Assert.That(Snapshot(state), Is.EqualTo(before));
        Assert.That(
            () => state.Apply(Side.Buy, 1, Price.FromRaw(1), decimal.MaxValue), Throws.TypeOf<OverflowException>());
        Assert.That(Snapshot(state), Is.EqualTo(before));
        state.Apply(Side.Sell, long.MaxValue - 1, Price.FromRaw(4), 0);
        Assert.That((state.Quantity, state.Cost, state.FillCount), Is.EqualTo((0L, 0m, 2L)));
    }

    private static (long Quantity, decimal Cost, decimal Realized, decimal Fees, decimal Cash, long Count) Snapshot(
        PositionState state) =>
        (state.Quantity, state.Cost, state.RealizedPnl, state.Fees, state.CashChange, state.FillCount);

    private static Position PositionOf(PositionState state) => new(
        "paper",
        "momentum",
        1,
        state.Quantity,
        state.Cost,
        state.RealizedPnl,
        state.Fees,
        state.CashChange,
        state.FillCount);

    private static bool IsNear(decimal actual, Fraction expected, Fraction scale) =>
        Fraction.Abs(Fraction.Of(actual) - expected) * Tolerance <= scale;

    private static Fraction Max(Fraction left, Fraction right) => left >= right ? left : right;
}
