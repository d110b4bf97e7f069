using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Ingress;
using TradingEngine.Kafka.DeadLetters;
using TradingEngine.Kafka.Diagnostics;

namespace TradingEngine.Kafka.Feed;

/// <summary>Reads ticks message by message, by the public interface of the client.</summary>
internal sealed class ClientTickReader : ITickReader
{
    private readonly IConsumer<NoContent, NoContent> _consumer;
    private readonly string _topic;
    private readonly TickKey _key;
    private readonly TickDecoder _decoder;
    private readonly TickBatch _batch;
    private readonly DeadLetterQueue _deadLetters;
    private readonly ConnectionWatch _connection;
    private readonly ILogger _logger;

    public ClientTickReader(
        IConsumer<NoContent, NoContent> consumer,
        string topic,
        TickKey key,
        TickDecoder decoder,
        TickBatch batch,
        DeadLetterQueue deadLetters,
        ConnectionWatch connection,
        ILogger logger)
    {
        _consumer = consumer;
        _topic = topic;
        _key = key;
        _decoder = decoder;
        _batch = batch;
        _deadLetters = deadLetters;
        _connection = connection;
        _logger = logger;
    }

    public int Poll(IngressPort port, int countMax)
    {
        var count = 0;
        while (count < countMax && Consume() is { } result)
        {
            count++;
            if (_decoder.Error is null)
            {
                _batch.Add(port, _decoder.Tick);
            }
            else
            {
                _deadLetters.Send(
                    _topic, result.Partition, result.Offset, result.Message.Timestamp, _key.ToArray(), _decoder);
            }
        }

        _batch.Publish(port);
        return count;
    }

    public void Dispose()
    {
    }

    private ConsumeResult<NoContent, NoContent>? Consume()
    {
        try
        {
            return _consumer.Consume(TimeSpan.Zero);
        }
        catch (ConsumeException exception)
        {
            _connection.OnError(exception.Error);
            _logger.ClientError("ticks", exception.Error.Code.ToString(), exception.Error.Reason);
            return null;
        }
    }
}
