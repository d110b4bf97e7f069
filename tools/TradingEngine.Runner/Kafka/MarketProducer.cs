using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Kafka;
using TradingEngine.Model;

namespace TradingEngine.Runner.Kafka;

/// <summary>
/// Plays the part of the market and of risk management: writes ticks and validated signals to their topics. Used by one
/// thread.
/// </summary>
internal sealed class MarketProducer : IDisposable
{
    private const int TickLingerMillis = 5;
    private const string SourceName = "runner";

    private readonly IProducer<byte[], byte[]> _ticks;
    private readonly IProducer<byte[], byte[]> _signals;
    private readonly Action<DeliveryReport<byte[], byte[]>> _onReport;
    private readonly string _tickTopic;
    private readonly string _signalTopic;
    private readonly ArrayBufferWriter<byte> _buffer = new(2048);
    private readonly Utf8JsonWriter _writer;
    private readonly Dictionary<long, byte[]> _tickKeys = [];
    private long _tickCount;
    private long _signalCount;
    private long _acknowledgedCount;
    private long _failedCount;
    private string? _failure;

    /// <param name="bootstrapServers">The brokers.</param>
    /// <param name="tickTopic">Where ticks go.</param>
    /// <param name="signalTopic">Where signals go.</param>
    public MarketProducer(string bootstrapServers, string tickTopic, string signalTopic)
    {
        _tickTopic = tickTopic;
        _signalTopic = signalTopic;
        _ticks = Build(bootstrapServers, TickLingerMillis);
        _signals = Build(bootstrapServers, 0);
        _writer = new Utf8JsonWriter(_buffer, OrderEventJson.WriterOptions);
        _onReport = OnReport;
    }

    /// <summary>Ticks that were given to the client. Any thread may read the counters.</summary>
    public long TickCount => Volatile.Read(ref _tickCount);

    /// <summary>Signals that were given to the client.</summary>
    public long SignalCount => Volatile.Read(ref _signalCount);

    /// <summary>Messages that a broker has acknowledged.</summary>
    public long AcknowledgedCount => Interlocked.Read(ref _acknowledgedCount);

    /// <summary>Messages that no broker took.</summary>
    public long FailedCount => Interlocked.Read(ref _failedCount);

    /// <summary>Why the first of them failed; null where none did.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Writes a tick; waits while the client's queue is full.</summary>
    public void Send(in MarketTick tick, DateTimeOffset sentAt)
    {
        Span<byte> idBytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(idBytes, tick.InstrumentToken);
        BitConverter.TryWriteBytes(idBytes[8..], _tickCount);
        TickJson.Write(Begin(), tick, EnvelopeJson.IdOf(idBytes), sentAt, SourceName);
        Produce(_ticks, _tickTopic, KeyOf(tick.InstrumentToken), End());
        Volatile.Write(ref _tickCount, _tickCount + 1);
    }

    /// <summary>Writes a signal; waits while the client's queue is full.</summary>
    public void Send(TradingSignal signal, DateTimeOffset sentAt)
    {
        SignalJson.Write(Begin(), signal, sentAt, "paper");
        Send(signal, End());
    }

    /// <summary>Writes a signal whose envelope there is already, byte by byte.</summary>
    public void Send(TradingSignal signal, byte[] envelope)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{signal.StrategyId}:{signal.InstrumentToken}");
        Produce(_signals, _signalTopic, Encoding.UTF8.GetBytes(key), envelope);
        Volatile.Write(ref _signalCount, _signalCount + 1);
    }

    /// <summary>Waits until every message has its answer.</summary>
    /// <returns>False where the time was over before.</returns>
    public bool Flush(TimeSpan timeout) => _ticks.Flush(timeout) == 0 && _signals.Flush(timeout) == 0;

    public void Dispose()
    {
        _ticks.Dispose();
        _signals.Dispose();
        _writer.Dispose();
    }

    private static IProducer<byte[], byte[]> Build(string bootstrapServers, int lingerMillis) =>
        new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            ClientId = "tradingengine-runner",
            EnableIdempotence = true,
            Acks = Acks.All,
            CompressionType = CompressionType.Lz4,
            LingerMs = lingerMillis,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 1_000,
            DeliveryReportFields = "none",
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    private Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        return _writer;
    }

    private byte[] End()
    {
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    private byte[] KeyOf(long token)
    {
        if (!_tickKeys.TryGetValue(token, out var key))
        {
            key = Encoding.UTF8.GetBytes(token.ToString(CultureInfo.InvariantCulture));
            _tickKeys.Add(token, key);
        }

        return key;
    }

    private void Produce(IProducer<byte[], byte[]> producer, string topic, byte[] key, byte[] value)
    {
        var message = new Message<byte[], byte[]> { Key = key, Value = value };
        while (true)
        {
            try
            {
                producer.Produce(topic, message, _onReport);
                return;
            }
            catch (ProduceException<byte[], byte[]> exception)
                when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Flush(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private void OnReport(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            Interlocked.CompareExchange(ref _failure, report.Error.Reason, null);
            Interlocked.Increment(ref _failedCount);
        }
        else
        {
            Interlocked.Increment(ref _acknowledgedCount);
        }
    }
}
