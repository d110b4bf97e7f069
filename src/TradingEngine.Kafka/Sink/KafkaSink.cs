using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Producing;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Sink;

/// <summary>
/// Publishes order events to the topics of their trader, and profit and loss by interval. A signal counts as done only
/// when a broker has acknowledged its events.
/// </summary>
/// <remarks>Alerts have no topic in the wire format; they go to the log and to other sinks.</remarks>
internal sealed class KafkaSink : IOrderEventSink
{
    private readonly KafkaAdapter _adapter;
    private readonly OrderEventEncoder _encoder = new();
    private readonly Dictionary<string, OrderTopics> _topics = new(StringComparer.Ordinal);
    private ReliableProducer? _producer;
    private PnlPublisher? _pnl;
    private ILogger? _logger;
    private bool _isStarted;

    public KafkaSink(KafkaAdapter adapter)
    {
        _adapter = adapter;
    }

    /// <summary>The producer; null before the start.</summary>
    public ReliableProducer? Producer => Volatile.Read(ref _producer);

    public ValueTask StartAsync(SinkContext context, CancellationToken cancellationToken)
    {
        _logger = context.Loggers.CreateLogger<KafkaSink>();
        _isStarted = true;
        _adapter.EnsureTopics(
            context.TimeProvider,
            context.Loggers,
            context.Traders,
            context.Alert,
            static plan => plan.Sink,
            cancellationToken);
        foreach (var trader in context.Traders)
        {
            _topics.Add(trader, new OrderTopics(trader));
        }

        var options = _adapter.Options;
        var factory = new ProducerFactory(
            _adapter.Settings.MakeProducer("orders", isCompressed: false), _adapter.Connection, _logger);
        Volatile.Write(ref _producer, new ReliableProducer(
            factory, options.UnacknowledgedMax, (error, count) => OnFailure(context, factory.ClientId, error, count)));
        if (options.PnlInterval > TimeSpan.Zero)
        {
            _pnl = new PnlPublisher(context, _producer!, _topics, options.PnlInterval);
        }

        return ValueTask.CompletedTask;
    }

    /// <remarks>
    /// Waits while <see cref="KafkaOptions.UnacknowledgedMax"/> events are not acknowledged. The feed holds signals long
    /// before that, so only other sources can fill it.
    /// </remarks>
    public void Publish(in OrderEvent orderEvent) => _producer!.Send(new OrderEventMessage(
        _topics[orderEvent.Trader].Of(orderEvent.Type), _encoder.Encode(orderEvent), orderEvent.Delivery));

    public ValueTask StopAsync(TimeSpan timeout)
    {
        _pnl?.Dispose();
        if (_producer is { } producer && !producer.Flush(timeout))
        {
            _logger!.EventsNotDelivered(producer.UnacknowledgedCount);
        }

        _producer?.Dispose();
        _encoder.Dispose();
        if (_isStarted)
        {
            _adapter.OnStopped();
        }

        return ValueTask.CompletedTask;
    }

    private void OnFailure(SinkContext context, string clientId, Error error, int count)
    {
        _logger!.ProducerFailed(clientId, error.Code.ToString(), error.Reason, count);
        context.Alert(new Alert(
            AlertKind.DeliveryFailed,
            error.IsFatal ? AlertSeverity.Warning : AlertSeverity.Critical,
            $"Order events could not be delivered ({error.Code}: {error.Reason}); {count} are sent again.",
            clientId,
            context.TimeProvider.GetUtcNow()));
    }
}
