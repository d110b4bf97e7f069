using CsCheck;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

[TestFixture]
public sealed class FrameQueueTests
{
    [Test]
    public void ShouldGiveFramesInTheirOrder()
    {
        var queue = new FrameQueue(frameCount: 2, instrumentCount: 10);
        queue.Add([1, 2, 3], Make.Time);
        queue.Add(new byte[10_000], Make.Time.AddSeconds(1));

        Assert.That(queue.TryTake(out var ticks, out var first), Is.True);
        Assert.That(ticks, Is.Null);
        Assert.That(first!.Frame.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(first.ReceivedAt, Is.EqualTo(Make.Time));
        Assert.That(queue.TryTake(out _, out var second), Is.True);
        Assert.That(second!.Frame.Length, Is.EqualTo(10_000));
        Assert.That(second.ReceivedAt, Is.EqualTo(Make.Time.AddSeconds(1)));
        Assert.That(queue.TryTake(out ticks, out var none), Is.False);
        Assert.That((ticks, none), Is.EqualTo(((LatestTicks?)null, (FrameBuffer?)null)));
    }

    [Test]
    public void ShouldKeepTheNewestOfEachInstrumentWhenItIsFull()
    {
        var queue = new FrameQueue(frameCount: 2, instrumentCount: 10);
        Add(queue, (1, 100), (2, 200));
        Add(queue, (1, 101), (3, 300));
        Add(queue, (1, 102));
        Add(queue, (3, 301));

        Assert.That(TakeAll(queue), Is.EqualTo(new[] { (1L, 101L), (2L, 200L), (3L, 300L), (1L, 102L), (3L, 301L) }));
        Assert.That(queue.OverflowFrameCount, Is.EqualTo(2));
        Assert.That(queue.LostTickCount, Is.EqualTo(1));
        Assert.That(queue.OverflowParser.PacketCount, Is.EqualTo(4));
    }

    [Test]
    public void ShouldBeBoundedByTheNumberOfInstruments()
    {
        var queue = new FrameQueue(frameCount: 2, instrumentCount: 2);
        Add(queue, (1, 100), (2, 200), (3, 300));
        Add(queue, (2, 201), (3, 301));
        Add(queue);
        Add(queue);

        Assert.That(TakeAll(queue), Is.EqualTo(new[] { (1L, 100L), (2L, 201L) }));
        Assert.That(queue.LostTickCount, Is.EqualTo(3));
    }

    [Test]
    public void ShouldUseBadFramesAsFarAsTheyAreGoodWhenItIsFull()
    {
        var queue = new FrameQueue(frameCount: 2, instrumentCount: 10);
        queue.Add(Packets.FrameWithCount(5, Packets.Ltp(257, 100)), Make.Time);
        Add(queue);
        Add(queue);

        Assert.That(TakeAll(queue), Is.EqualTo(new[] { (1L, 100L) }));
        Assert.That(queue.OverflowParser.CountOf(KiteFrameFault.Truncated), Is.EqualTo(1));
    }

    /// <remarks>However adding and taking alternate, and with a frame held meanwhile.</remarks>
    [Test]
    public void ShouldNeverGiveAnOlderTickAfterANewerOneNorLoseTheNewest() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4]).Array[1, 60].Sample(
            steps =>
            {
                var queue = new FrameQueue(frameCount: 3, instrumentCount: 4);
                var given = new List<(long Token, long Units)>();
                var newest = new Dictionary<long, long>();
                var units = 0;
                foreach (var (action, token) in steps)
                {
                    if (action == 0)
                    {
                        Take(queue, given);
                    }
                    else
                    {
                        Add(queue, ((uint)token, ++units));
                        newest[token] = units;
                    }
                }

                given.AddRange(TakeAll(queue));
                return given.GroupBy(tick => tick.Token).All(
                        ticks => ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Units < pair.Second.Units)
                            && ticks.Last().Units == newest[ticks.Key])
                    && given.Count + queue.LostTickCount == units
                    && given.Select(tick => tick.Token).Distinct().Count() == newest.Count;
            },
            iter: 2_000,
            threads: 1);

    /// <remarks>The prices of each instrument rise, so one that falls came out of order.</remarks>
    [Test]
    public void ShouldKeepTheOrderBetweenTwoThreads()
    {
        const int Count = 50_000;
        var queue = new FrameQueue(frameCount: 3, instrumentCount: 4);
        var adding = new Thread(() =>
        {
            for (var i = 1; i <= Count; i++)
            {
                Add(queue, ((uint)(i % 4) + 1, i));
            }
        });
        adding.Start();
        var given = new List<(long Token, long Units)>();
        Patience.Until(() =>
        {
            while (Take(queue, given))
            {
            }

            return given.Count + queue.LostTickCount == Count;
        });
        adding.Join();

        foreach (var ticks in given.GroupBy(tick => tick.Token))
        {
            Assert.That(ticks.Select(tick => tick.Units), Is.Ordered.Ascending);
            Assert.That(ticks.Last().Units, Is.GreaterThan(Count - 4));
        }

        Assert.That(given.Select(tick => tick.Token).Distinct().Count(), Is.EqualTo(4));
    }

    private static void Add(FrameQueue queue, params (uint Token, int Units)[] ticks) => queue.Add(
        Packets.Frame([.. ticks.Select(tick => Packets.Ltp((tick.Token << 8) | 1, tick.Units))]), Make.Time);

    private static List<(long Token, long Units)> TakeAll(FrameQueue queue)
    {
        var given = new List<(long, long)>();
        while (Take(queue, given))
        {
        }

        return given;
    }

    private static bool Take(FrameQueue queue, List<(long Token, long Units)> given)
    {
        var target = new Target(given);
        if (!queue.TryTake(out var ticks, out var frame))
        {
            return false;
        }

        ticks?.MoveTo(target);
        if (frame is not null)
        {
            new KiteTickParser().Parse(frame.Frame, frame.ReceivedAt, target, listener: null);
            queue.Return(frame);
        }

        return true;
    }

    private sealed class Target(List<(long Token, long Units)> given) : ITickTarget
    {
        public void Add(in MarketTick tick) => given.Add((tick.InstrumentToken >> 8, tick.LastPrice.Raw / 1_000_000));
    }
}
