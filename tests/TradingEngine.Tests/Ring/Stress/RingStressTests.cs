using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Stress;

[TestFixture(WaitStrategy.Yielding)]
[TestFixture(WaitStrategy.BusySpin)]
[TestFixture(WaitStrategy.Sleeping)]
[TestFixture(WaitStrategy.Blocking)]
internal sealed class RingStressTests
{
    private static readonly StressProducers[] Producers =
    [
        new(ProducerType.Single, 1, 1),
        new(ProducerType.Single, 1, StressCounts.BatchSize),
        new(ProducerType.Multi, 1, 1),
        new(ProducerType.Multi, 1, StressCounts.BatchSize),
        new(ProducerType.Multi, 3, 1),
        new(ProducerType.Multi, 3, StressCounts.BatchSize),
    ];

    private readonly WaitStrategy _wait;

    public RingStressTests(WaitStrategy wait)
    {
        _wait = wait;
    }

    [Test]
    public void ShouldDeliverEachEventOnceWholeAndInOrder(
        [Values(StressCounts.SmallRing, StressCounts.LargeRing)] int ringSize,
        [ValueSource(nameof(Producers))] StressProducers producers,
        [Values(1, 3)] int stageCount)
    {
        new StressRun(ringSize, _wait, producers, stageCount).SendAndAssertClean();
    }
}
