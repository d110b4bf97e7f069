using System.Globalization;
using System.Text;
using Confluent.Kafka;
using TradingEngine.Ingress;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Sends ticks and signals at once, without waiting for others to go along.</summary>
internal sealed class EventSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string SignalTopic = TopicNames.SignalsValidated(StageKit.TraderName);

    private readonly Message<byte[], byte[]>[] _ticks;
    private readonly Message<byte[], byte[]>[] _signals;
    private readonly IProducer<byte[], byte[]> _producer;

    public EventSender(string servers, MarketTick[] ticks, TradingSignal[] signals)
    {
        var envelopes = TickEnvelope.Encode(ticks);
        _ticks = [.. ticks.Select((tick, i) => MakeMessage($"{tick.InstrumentToken}", envelopes[i]))];
        _signals = EncodeSignals(signals);
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = servers,
            LingerMs = 0,
            Acks = Acks.All,
            EnableIdempotence = true,
        }).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>Sends every tick once and waits until the broker has them.</summary>
    public void SendAllTicks()
    {
        for (var i = 0; i < _ticks.Length; i++)
        {
            SendTick(i);
        }

        if (_producer.Flush(Patience) > 0)
        {
            throw new TimeoutException("The broker did not take all ticks.");
        }
    }

    /// <summary>Sends a tick; behind the last comes the first.</summary>
    public void SendTick(long number) => _producer.Produce(TopicNames.MarketTicks, _ticks[number % _ticks.Length]);

    /// <summary>Sends a signal.</summary>
    public void SendSignal(long number) => _producer.Produce(SignalTopic, _signals[number]);

    public void Dispose() => _producer.Dispose();

    private static Message<byte[], byte[]>[] EncodeSignals(TradingSignal[] signals)
    {
        using var json = new JsonEncoder();
        var messages = new Message<byte[], byte[]>[signals.Length];
        for (var i = 0; i < signals.Length; i++)
        {
            var signal = signals[i];
            SignalJson.Write(json.Begin(), signal, signal.Timestamp, StageKit.TraderName);
            messages[i] = MakeMessage($"{signal.StrategyId}:{signal.InstrumentToken}", json.End());
        }

        return messages;
    }

    private static Message<byte[], byte[]> MakeMessage(FormattableString key, byte[] value) => new()
    {
        Key = Encoding.UTF8.GetBytes(key.ToString(CultureInfo.InvariantCulture)),
        Value = value,
    };
}
