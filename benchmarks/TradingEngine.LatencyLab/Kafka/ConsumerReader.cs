using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Internals;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Feed;
using TradingEngine.Kafka.Native;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Reads the topic with the feed's consumer and no engine behind it. An empty poll backs off as the engine's
/// does.</summary>
internal static class ConsumerReader
{
    private const int BatchSize = 512;

    /// <summary>Message by message, nothing decoded and nothing of a message but its place.</summary>
    public static Reading ReadOnly(KafkaOptions options, int count)
    {
        options.Consumer["dotnet.consumer.consume.result.fields"] = "none";
        using var consumer = Build<Ignore>(options, _ => { });
        return Poll(consumer, count, static () => true);
    }

    /// <summary>Message by message with the feed's decoders.</summary>
    public static Reading ReadAndDecode(KafkaOptions options, int count)
    {
        var decoder = new TickDecoder();
        using var consumer = Build<NoContent>(
            options, builder => builder.SetKeyDeserializer(new TickKey()).SetValueDeserializer(decoder));
        return Poll(consumer, count, () => decoder.Error is null);
    }

    /// <summary>From librdkafka's queue in batches, with the feed's decoder.</summary>
    public static unsafe Reading ReadQueueAndDecode(KafkaOptions options, int count)
    {
        var decoder = new TickDecoder();
        using var consumer = Build<NoContent>(
            options, builder => builder.SetKeyDeserializer(new TickKey()).SetValueDeserializer(decoder));
        var queue = LibrdkafkaConsume.OpenQueue(consumer.Handle);
        var messages = stackalloc NativeMessage*[BatchSize];
        var meter = Assign(consumer);
        var backoff = new Backoff();
        for (var read = 0; read < count;)
        {
            var got = (int)LibrdkafkaConsume.ConsumeBatch(queue, 0, messages, BatchSize);
            if (got == 0)
            {
                backoff.Pause();
                continue;
            }

            backoff = default;
            for (var i = 0; i < got; i++)
            {
                var value = new ReadOnlySpan<byte>(messages[i]->Value, (int)messages[i]->ValueLength);
                Require(messages[i]->Error == 0 && decoder.Decode(value, false));
                LibrdkafkaConsume.Destroy(messages[i]);
            }

            OnRead(meter, read, read += got, count);
        }

        var reading = meter.End(count);
        LibrdkafkaConsume.DestroyQueue(queue);
        return reading;
    }

    private static Reading Poll<T>(IConsumer<T, T> consumer, int count, Func<bool> isGood)
    {
        var meter = Assign(consumer);
        var backoff = new Backoff();
        for (var read = 0; read < count;)
        {
            if (consumer.Consume(TimeSpan.Zero) is null)
            {
                backoff.Pause();
                continue;
            }

            backoff = default;
            Require(isGood());
            OnRead(meter, read, ++read, count);
        }

        return meter.End(count);
    }

    private static void OnRead(ReadingMeter meter, int before, int after, int count)
    {
        if (before == 0)
        {
            meter.OnFirst(after);
        }

        if (after == count)
        {
            meter.OnLast(after);
        }
    }

    private static ReadingMeter Assign<T>(IConsumer<T, T> consumer)
    {
        var meter = new ReadingMeter();
        consumer.Assign(TickTopic.FromTheStart());
        meter.Start();
        return meter;
    }

    private static IConsumer<T, T> Build<T>(KafkaOptions options, Action<ConsumerBuilder<T, T>> configure)
    {
        var adapter = new KafkaAdapter(options);
        return ConsumerFactory.Build(
            adapter.Settings.MakeTickConsumer(), adapter.Connection, NullLogger.Instance, configure);
    }

    private static void Require(bool isGood)
    {
        if (!isGood)
        {
            throw new InvalidOperationException("A message is no tick.");
        }
    }
}
