using System.Diagnostics.Metrics;

namespace TradingEngine.Kafka.Diagnostics;

/// <summary>
/// The adapter's figures as instruments of the meter <c>TradingEngine.Kafka</c>. All are observable: read when a listener
/// asks, never recorded on the path of a tick.
/// </summary>
internal sealed class KafkaMeter : IDisposable
{
    /// <summary>The name of the meter, and the prefix of its instruments.</summary>
    public const string Name = "TradingEngine.Kafka";

    private readonly Meter _meter = new(Name);
    private readonly Func<KafkaStatus> _read;

    public KafkaMeter(Func<KafkaStatus> read)
    {
        _read = read;
        Count("tick_messages", "{message}", "Messages with ticks that were read.", status => status.TickMessageCount);
        Count(
            "signal_messages", "{message}", "Messages with signals that were read.", status => status.SignalMessageCount);
        Count("dead_letters", "{message}", "Messages that could not be used.", status => status.DeadLetterCount);
        Count("commits", "{commit}", "Commits of offsets.", status => status.CommitCount);
        Count("commit.failures", "{commit}", "Commits that failed.", status => status.CommitFailureCount);
        Count("acknowledged", "{message}", "Messages that brokers acknowledged.", status => status.AcknowledgedCount);
        Count("producer.rebuilds", "{rebuild}", "Producers made anew.", status => status.ProducerRebuildCount);
        Count("takeovers", "{takeover}", "Times that the order topics were read back.", status => status.TakeoverCount);
        Count("orders.adopted", "{order}", "Orders that were read back.", status => status.AdoptedOrderCount);
        Level(
            "partitions.waiting",
            "{partition}",
            "Partitions whose signals wait for the orders of others.",
            status => status.SignalPartitionsWaiting);
        Level("signals.in_flight", "{signal}", "Signals read and not done.", status => status.SignalsInFlight);
        Level("signals.lag", "{signal}", "Signals at the broker and not read; -1: unknown.", status => status.SignalLag);
        Level("unacknowledged", "{message}", "Messages without an answer.", status => status.UnacknowledgedCount);
        Level("connected", "1", "1 while a broker can be reached, else 0.", status => status.IsConnected ? 1 : 0);
    }

    public bool Owns(Meter meter) => ReferenceEquals(meter, _meter);

    public void Dispose() => _meter.Dispose();

    private void Count(string name, string unit, string description, Func<KafkaStatus, long> value) =>
        _meter.CreateObservableCounter($"{Name}.{name}", () => value(_read()), unit, description);

    private void Level(string name, string unit, string description, Func<KafkaStatus, long> value) =>
        _meter.CreateObservableGauge($"{Name}.{name}", () => value(_read()), unit, description);
}
