using TradingEngine.Model;
using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

[TestFixture]
public sealed class RiskGateConcurrencyTests
{
    [Test]
    public void ShouldNeverHaveMoreOpenOrdersThanAllowed()
    {
        const int OpenOrdersMax = 3;
        const int Rounds = 20_000;
        var rig = new RiskRig(new RiskLimits { OpenOrdersMax = OpenOrdersMax });
        var (open, openMax, sent) = (0, 0, 0);
        RunOnTwoThreads(thread =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                var taken = 0;
                while (taken < OpenOrdersMax && rig.Send(Side.Buy, 1, token: thread) is null)
                {
                    taken++;
                    Interlocked.Increment(ref sent);
                    Raise(ref openMax, Interlocked.Increment(ref open));
                }

                for (; taken > 0; taken--)
                {
                    Interlocked.Decrement(ref open);
                    rig.Close(Side.Buy, 1, token: thread);
                }
            }
        });
        Assert.That(openMax, Is.LessThanOrEqualTo(OpenOrdersMax));
        Assert.That(sent, Is.GreaterThanOrEqualTo(OpenOrdersMax));
        Assert.That(rig.Gate.ExposureOf("paper", "momentum", 0).OpenOrderCount, Is.Zero);
        Assert.That(rig.Gate.ExposureOf("paper", "momentum", 1).OpenOrderCount, Is.Zero);
    }

    [Test]
    public void ShouldLoseNoFillOfAnotherThread()
    {
        const int Orders = 20_000;
        var rig = new RiskRig(new RiskLimits { DailyLossMax = decimal.MaxValue });
        using var sent = new SemaphoreSlim(0);
        var refused = 0;
        RunOnTwoThreads(thread =>
        {
            for (var i = 0; i < Orders; i++)
            {
                if (thread == 0)
                {
                    refused += rig.Send(i % 3 == 0 ? Side.Sell : Side.Buy, 3) is null ? 0 : 1;
                    sent.Release();
                }
                else
                {
                    sent.Wait();
                    var side = i % 3 == 0 ? Side.Sell : Side.Buy;
                    rig.Fill(side, 2, fees: 0.01m);
                    rig.Close(side, 1);
                }
            }
        });
        var sells = (Orders + 2) / 3;
        Assert.That(refused, Is.Zero);
        Assert.That(
            rig.Gate.ExposureOf("paper", "momentum", 1),
            Is.EqualTo(((Int128)(2 * (Orders - 2 * sells)), Int128.Zero, Int128.Zero, 0L)));
        rig.Now += TimeSpan.FromDays(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
        Assert.That(rig.Gate.ExportDay().Single().BaselinePnl, Is.EqualTo(-0.01m * Orders));
    }

    [Test]
    public void ShouldLetNoOrderOutAfterTheModeWasSet()
    {
        var rig = new RiskRig();
        var isHalted = false;
        var late = 0;
        RunOnTwoThreads(thread =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                if (thread == 0 && i == 10_000)
                {
                    rig.Gate.Mode = TradingMode.Halted;
                    Volatile.Write(ref isHalted, true);
                }

                var wasHalted = Volatile.Read(ref isHalted);
                if (rig.Send(Side.Buy, 1) is null && wasHalted)
                {
                    Interlocked.Increment(ref late);
                }
            }
        });
        Assert.That(late, Is.Zero);
        Assert.That(rig.Gate.ExposureOf("paper", "momentum", 1).OpenOrderCount, Is.GreaterThanOrEqualTo(10_000));
    }

    private static void Raise(ref int highest, int value)
    {
        for (var seen = Volatile.Read(ref highest); value > seen; seen = Volatile.Read(ref highest))
        {
            Interlocked.CompareExchange(ref highest, value, seen);
        }
    }

    private static void RunOnTwoThreads(Action<int> run)
    {
        using var barrier = new Barrier(2);
        var tasks = new Task[2];
        for (var i = 0; i < tasks.Length; i++)
        {
            var thread = i;
            tasks[i] = Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    run(thread);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        Task.WaitAll(tasks);
    }
}
