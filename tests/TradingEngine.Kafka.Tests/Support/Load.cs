using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>Signals with ids of their own in known places, and what became of them.</summary>
internal sealed class Load(KafkaRig rig)
{
    private int _count;

    /// <summary>Signals that were sent.</summary>
    public int Count => _count;

    /// <summary>Sends further signals: number n goes to partition n modulo 6.</summary>
    public void Send(int count)
    {
        for (var i = 0; i < count; i++, _count++)
        {
            var signal = Make.Signal(IdOf(_count), strategy: $"strategy-{_count % 10}");
            rig.PostTo(
                KafkaRig.SignalTopic,
                _count % KafkaRig.SignalPartitionCount,
                $"{signal.StrategyId}:1",
                KafkaRig.BytesOf(signal));
        }

        rig.Flush();
    }

    /// <summary>Whether everything is committed.</summary>
    public bool IsCommitted() => rig.CommittedOffsets().Sum(offset => Math.Max(0, offset)) == _count;

    /// <summary>Fills at the broker; the ids of repeats are the same.</summary>
    public Dictionary<string, List<Guid>> ReadFills()
    {
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, "paper.orders.filled");
        return reader.ReadAll()
            .GroupBy(TopicReader.CauseOf, TopicReader.IdOf)
            .ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>Every signal has a fill with one id, and nothing else has one.</summary>
    public void AssertFilledOnce()
    {
        var fills = ReadFills();
        Assert.That(fills.Keys, Is.EquivalentTo(Enumerable.Range(0, _count).Select(IdOf)));
        Assert.That(fills.Values.Select(ids => ids.Distinct().Count()), Has.All.EqualTo(1));
        Assert.That(fills.Values.SelectMany(ids => ids).Distinct().Count(), Is.EqualTo(_count));
    }

    /// <summary>Every signal before a committed offset has its fill.</summary>
    public void AssertNothingPassed()
    {
        var offsets = rig.CommittedOffsets();
        var fills = ReadFills();
        for (var number = 0; number < _count; number++)
        {
            if (number / KafkaRig.SignalPartitionCount < offsets[number % KafkaRig.SignalPartitionCount])
            {
                Assert.That(fills, Does.ContainKey(IdOf(number)));
            }
        }
    }

    private static string IdOf(int number) => $"s-{number}";
}
