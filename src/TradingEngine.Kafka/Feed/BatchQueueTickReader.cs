using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Ingress;
using TradingEngine.Kafka.DeadLetters;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Native;

namespace TradingEngine.Kafka.Feed;

/// <summary>Reads ticks in batches from librdkafka's queue, without a managed object for a message.</summary>
internal sealed unsafe class BatchQueueTickReader : ITickReader
{
    private const int BatchSize = 512;

    private readonly nint _queue;
    private readonly string _topic;
    private readonly TickDecoder _decoder;
    private readonly TickBatch _batch;
    private readonly DeadLetterQueue _deadLetters;
    private readonly ConnectionWatch _connection;
    private readonly ILogger _logger;
    private bool _isDisposed;

    public BatchQueueTickReader(
        Handle handle,
        string topic,
        TickDecoder decoder,
        TickBatch batch,
        DeadLetterQueue deadLetters,
        ConnectionWatch connection,
        ILogger logger)
    {
        _queue = LibrdkafkaConsume.OpenQueue(handle);
        _topic = topic;
        _decoder = decoder;
        _batch = batch;
        _deadLetters = deadLetters;
        _connection = connection;
        _logger = logger;
    }

    public int Poll(IngressPort port, int countMax)
    {
        var messages = stackalloc NativeMessage*[BatchSize];
        var got = (int)LibrdkafkaConsume.ConsumeBatch(_queue, 0, messages, (nuint)Math.Min(countMax, BatchSize));
        var count = 0;
        for (var i = 0; i < got; i++)
        {
            count += Take(port, messages[i]);
            LibrdkafkaConsume.Destroy(messages[i]);
        }

        _batch.Publish(port);
        return count;
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            LibrdkafkaConsume.DestroyQueue(_queue);
        }
    }

    /// <returns>1 for a message, 0 for an error of the client that comes in the same queue.</returns>
    private int Take(IngressPort port, NativeMessage* message)
    {
        if (message->Error != 0)
        {
            var error = new Error((ErrorCode)message->Error);
            _connection.OnError(error);
            _logger.ClientError("ticks", error.Code.ToString(), error.Reason);
            return 0;
        }

        if (_decoder.Decode(new ReadOnlySpan<byte>(message->Value, (int)message->ValueLength), message->Value is null))
        {
            _batch.Add(port, _decoder.Tick);
            return 1;
        }

        var key = message->Key is null
            ? null
            : new ReadOnlySpan<byte>(message->Key, (int)message->KeyLength).ToArray();
        var millis = LibrdkafkaConsume.GetTimestamp(message, out var type);
        _deadLetters.Send(
            _topic, message->Partition, message->Offset, new Timestamp(millis, (TimestampType)type), key, _decoder);
        return 1;
    }
}
