using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Feed;
using TradingEngine.Kafka.Producing;
using TradingEngine.Model;

namespace TradingEngine.Kafka.DeadLetters;

/// <summary>
/// Sends messages that cannot be used to <c>&lt;topic&gt;.dlq</c>, with all of their bytes and the reason. A signal's
/// offset moves on only when a broker has acknowledged its dead letter. Used by the ingress thread.
/// </summary>
/// <remarks>The first of a topic is an alert; all are counted and logged.</remarks>
internal sealed class DeadLetterQueue : IDisposable
{
    private readonly SourceContext _context;
    private readonly ILogger _logger;
    private readonly string _groupId;
    private readonly ReliableProducer _producer;
    private readonly HashSet<string> _alerted = new(StringComparer.Ordinal);
    private readonly JsonEncoder _json = new();
    private long _count;

    public DeadLetterQueue(KafkaAdapter adapter, SourceContext context, ILogger logger)
    {
        _context = context;
        _logger = logger;
        _groupId = adapter.Options.GroupId;
        var factory = new ProducerFactory(
            adapter.Settings.MakeProducer("dead-letters", isCompressed: true), adapter.Connection, logger);
        _producer = new ReliableProducer(
            factory,
            adapter.Options.UnacknowledgedMax,
            (error, count) => logger.ProducerFailed(factory.ClientId, error.Code.ToString(), error.Reason, count));
    }

    /// <summary>Messages that were sent here.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The producer.</summary>
    public ReliableProducer Producer => _producer;

    /// <summary>Sends a message with a signal.</summary>
    /// <param name="result">The message.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="delivery">Let go when the dead letter is acknowledged.</param>
    public void Send(ConsumeResult<byte[], byte[]> result, string reason, SignalDelivery delivery)
    {
        var headers = new List<KeyValuePair<string, byte[]?>>();
        foreach (var header in result.Message.Headers ?? [])
        {
            headers.Add(new KeyValuePair<string, byte[]?>(header.Key, header.GetValueBytes()));
        }

        Send(
            new DeadLetter
            {
                Topic = result.Topic,
                Partition = result.Partition.Value,
                Offset = result.Offset.Value,
                Timestamp = TimeOf(result.Message.Timestamp),
                Key = result.Message.Key,
                Value = result.Message.Value,
                Headers = headers,
                Reason = reason,
                Time = _context.TimeProvider.GetUtcNow(),
                ConsumerGroup = _groupId,
            },
            delivery);
    }

    /// <summary>Sends a message with a tick. Its headers are not kept: reading them would cost every tick.</summary>
    public void Send(
        string topic, int partition, long offset, Timestamp timestamp, byte[]? key, TickDecoder decoder) => Send(
            new DeadLetter
            {
                Topic = topic,
                Partition = partition,
                Offset = offset,
                Timestamp = TimeOf(timestamp),
                Key = key,
                Value = decoder.BadValue,
                Reason = decoder.Error!,
                Time = _context.TimeProvider.GetUtcNow(),
                ConsumerGroup = _groupId,
            },
            null);

    /// <summary>Waits until all are acknowledged, and tells how many are not.</summary>
    public void Flush(TimeSpan timeout)
    {
        if (!_producer.Flush(timeout))
        {
            _logger.DeadLettersNotDelivered(_producer.UnacknowledgedCount);
        }
    }

    public void Dispose()
    {
        _producer.Dispose();
        _json.Dispose();
    }

    private static DateTimeOffset? TimeOf(Timestamp timestamp) =>
        timestamp.Type == TimestampType.NotAvailable ? null : timestamp.UtcDateTime;

    private void Send(DeadLetter letter, SignalDelivery? delivery)
    {
        Volatile.Write(ref _count, _count + 1);
        _logger.DeadLetter(letter.Topic, letter.Partition, letter.Offset, letter.Reason);
        if (_alerted.Add(letter.Topic))
        {
            _context.Alert(new Alert(
                AlertKind.MessageRefused,
                AlertSeverity.Warning,
                $"{letter.Topic} {letter.Partition}:{letter.Offset} cannot be used and is kept in " +
                $"{TopicNames.DeadLetters(letter.Topic)}: {letter.Reason}. Further ones of this topic are only counted.",
                letter.Topic,
                letter.Time));
        }

        DeadLetterJson.Write(_json.Begin(), letter);
        _producer.Send(new DeadLetterMessage(letter, _json.End(), delivery));
    }
}
