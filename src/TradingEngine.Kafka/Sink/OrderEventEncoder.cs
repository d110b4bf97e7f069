using System.Globalization;
using System.Text;
using Confluent.Kafka;
using TradingEngine.Egress;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Sink;

/// <summary>Makes messages of order events: envelope, key and headers. Used by one thread.</summary>
internal sealed class OrderEventEncoder : IDisposable
{
    private readonly JsonEncoder _json = new();

    /// <summary>Encodes an event; the key is <c>strategy:token</c>. This method allocates the message.</summary>
    public Message<byte[], byte[]> Encode(in OrderEvent orderEvent)
    {
        OrderEventJson.Write(_json.Begin(), orderEvent);
        var signal = orderEvent.Signal;
        var headers = new Headers { { "correlation_id", Utf8(signal.CorrelationId ?? signal.SignalId) } };
        if (signal.TraceId is { } traceId)
        {
            headers.Add("trace_id", Utf8(traceId));
        }

        return new Message<byte[], byte[]>
        {
            Key = Utf8(string.Create(CultureInfo.InvariantCulture, $"{signal.StrategyId}:{signal.InstrumentToken}")),
            Value = _json.End(),
            Headers = headers,
        };
    }

    public void Dispose() => _json.Dispose();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
