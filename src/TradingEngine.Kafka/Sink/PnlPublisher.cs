using System.Text;
using Confluent.Kafka;
using TradingEngine.Egress;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Kafka.Producing;
using TradingEngine.Portfolio;

namespace TradingEngine.Kafka.Sink;

/// <summary>Publishes profit and loss of each trader and strategy by interval.</summary>
/// <remarks>
/// Realised profit is after fees, as money is; unrealised profit is at the last prices. A round is left out while the
/// last one is not acknowledged, so an outage piles nothing up.
/// </remarks>
internal sealed class PnlPublisher : IDisposable
{
    private readonly object _gate = new();
    private readonly SinkContext _context;
    private readonly ReliableProducer _producer;
    private readonly IReadOnlyDictionary<string, OrderTopics> _topics;
    private readonly ITimer _timer;
    private readonly JsonEncoder _json = new();
    private int _pendingCount;
    private bool _isClosed;

    public PnlPublisher(
        SinkContext context,
        ReliableProducer producer,
        IReadOnlyDictionary<string, OrderTopics> topics,
        TimeSpan interval)
    {
        _context = context;
        _producer = producer;
        _topics = topics;
        _timer = context.TimeProvider.CreateTimer(_ => Publish(), null, interval, interval);
    }

    /// <remarks>
    /// A round that is under way may wait for an acknowledgement. It is not waited for: it ends with the producer.
    /// </remarks>
    public void Dispose()
    {
        Volatile.Write(ref _isClosed, true);
        _timer.Dispose();
        if (Monitor.TryEnter(_gate))
        {
            _json.Dispose();
            Monitor.Exit(_gate);
        }
    }

    private void Publish()
    {
        if (Volatile.Read(ref _pendingCount) > 0)
        {
            return;
        }

        lock (_gate)
        {
            try
            {
                PublishRound();
            }
            catch (ObjectDisposedException)
            {
                // The producer was closed at this moment.
            }
        }
    }

    private void PublishRound()
    {
        if (Volatile.Read(ref _isClosed))
        {
            // The timer had fired when it was stopped.
            return;
        }

        var now = _context.TimeProvider.GetUtcNow();
        foreach (var snapshot in Sum(now))
        {
            Interlocked.Increment(ref _pendingCount);
            _producer.Send(new PnlMessage(this, _topics[snapshot.Broker].Pnl, Encode(snapshot)));
        }
    }

    private List<PnlSnapshot> Sum(DateTimeOffset now)
    {
        var snapshots = new List<PnlSnapshot>();
        foreach (var position in _context.Positions.GetPositions())
        {
            var realized = position.RealizedPnl - position.Fees;
            var unrealized = position.UnrealizedPnl(PriceOf(position));
            var last = snapshots.Count > 0 ? snapshots[^1] : default;
            if (last.Broker == position.Trader && last.StrategyId == position.StrategyId)
            {
                snapshots.RemoveAt(snapshots.Count - 1);
                realized += last.RealizedPnl;
                unrealized += last.UnrealizedPnl;
            }

            snapshots.Add(new PnlSnapshot(
                position.Trader, position.StrategyId, realized, unrealized, realized + unrealized, now));
        }

        return snapshots;
    }

    private Message<byte[], byte[]> Encode(in PnlSnapshot snapshot)
    {
        PnlSnapshotJson.Write(_json.Begin(), snapshot);
        return new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(snapshot.Key), Value = _json.End() };
    }

    private decimal PriceOf(in Position position) =>
        _context.LastPrice(position.InstrumentToken)?.ToDecimal() ?? position.AveragePrice;

    private sealed class PnlMessage(PnlPublisher publisher, string topic, Message<byte[], byte[]> message)
        : OutboundMessage(topic, message)
    {
        public override void OnAcknowledged() => Interlocked.Decrement(ref publisher._pendingCount);
    }
}
