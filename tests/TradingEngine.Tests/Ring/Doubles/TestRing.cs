using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Makes rings for tests.</summary>
internal static class TestRing
{
    public static ValueRingBuffer<T> Buffer<T>(int size, ProducerType producers = ProducerType.Single)
        where T : struct => new(() => default, size, producers, new YieldingWaitStrategy());

    public static ValueDisruptor<T> Disruptor<T>(
        int size,
        ProducerType producers = ProducerType.Single,
        WaitStrategy wait = WaitStrategy.Yielding,
        TaskScheduler? scheduler = null)
        where T : struct => new(() => default, size, scheduler ?? TaskScheduler.Default, producers, Strategy(wait));

    public static IWaitStrategy Strategy(WaitStrategy wait) => wait switch
    {
        WaitStrategy.Yielding => new YieldingWaitStrategy(),
        WaitStrategy.BusySpin => new BusySpinWaitStrategy(),
        WaitStrategy.Sleeping => new SleepingWaitStrategy(),
        WaitStrategy.Blocking => new BlockingWaitStrategy(),
        _ => throw new ArgumentOutOfRangeException(nameof(wait), wait, null),
    };

    /// <summary>Publishes numbers from <paramref name="first"/> on; fails when the ring stays full.</summary>
    public static void PublishNumbers(this ValueRingBuffer<NumberSlot> ring, int count, long first = 0)
    {
        for (var number = first; number < first + count; number++)
        {
            var sequence = 0L;
            FailSafe.Becomes(() => ring.TryNext(out sequence));
            ring[sequence].Value = number;
            ring.Publish(sequence);
        }
    }
}
