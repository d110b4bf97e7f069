using CsCheck;
using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

[TestFixture]
public sealed class RateWindowTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private static readonly Gen<long> Step = Gen.OneOf(
        Gen.Const(0L),
        Gen.Const(1L),
        Gen.Const(Second),
        Gen.Const(Second - 1),
        Gen.Long[0, Second / 4],
        Gen.Long[0, 3 * Second]);

    [Test]
    public void ShouldAgreeWithCountingTheLastSecond() => Gen.Select(Gen.Int[1, 6], Step.Array[1, 80]).Sample(
        (ordersMax, steps) =>
        {
            var window = new RateWindow(ordersMax);
            var sent = new List<long>();
            var now = 638_000_000_000_000_000;
            foreach (var step in steps)
            {
                now += step;
                var isFull = sent.Count(time => time > now - Second) >= ordersMax;
                if (window.IsFull(now) != isFull)
                {
                    return false;
                }

                if (!isFull)
                {
                    window.Add(now);
                    sent.Add(now);
                }
            }

            return true;
        },
        iter: 5_000);

    [Test]
    public void ShouldStandStillWhereTheClockGoesBackALittle() =>
        Gen.Select(Gen.Int[1, 6], Step.Array[1, 80], Gen.Long[0, Second - 1].Array[80]).Sample(
            (ordersMax, steps, jitters) =>
            {
                var window = new RateWindow(ordersMax);
                var sent = new List<long>();
                var clock = 638_000_000_000_000_000;
                for (var i = 0; i < steps.Length; i++)
                {
                    clock += steps[i];
                    var now = clock - (i % 2 == 0 ? 0 : jitters[i]);
                    var standing = sent.Count == 0 ? now : Math.Max(now, sent[^1]);
                    var isFull = sent.Count(time => time > standing - Second) >= ordersMax;
                    if (window.IsFull(now) != isFull)
                    {
                        return false;
                    }

                    if (!isFull)
                    {
                        window.Add(now);
                        sent.Add(standing);
                    }
                }

                return true;
            },
            iter: 5_000);

    [Test]
    public void ShouldGoBackWithTheClock()
    {
        var window = new RateWindow(2);
        window.Add(100 * Second);
        window.Add(100 * Second + Second / 2);
        var back = 20 * Second;
        Assert.That(window.IsFull(back));
        Assert.That(window.IsFull(back + Second / 2 - 1));
        Assert.That(window.IsFull(back + Second / 2), Is.False);
    }
}
