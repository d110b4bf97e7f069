using Confluent.Kafka;
using TradingEngine.Kafka.Producing;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Sink;

/// <summary>An order event on its way; it holds the delivery of its signal until a broker has it.</summary>
internal sealed class OrderEventMessage : OutboundMessage
{
    private readonly SignalDelivery? _delivery;

    public OrderEventMessage(string topic, Message<byte[], byte[]> message, SignalDelivery? delivery)
        : base(topic, message)
    {
        _delivery = delivery;
        _delivery?.Hold();
    }

    public override void OnAcknowledged() => _delivery?.Release();
}
