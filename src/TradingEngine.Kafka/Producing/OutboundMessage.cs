using Confluent.Kafka;

namespace TradingEngine.Kafka.Producing;

/// <summary>One message on its way to a topic, until a broker has acknowledged it.</summary>
/// <remarks>It is written again, byte by byte the same, where a producer had to be made anew.</remarks>
internal abstract class OutboundMessage
{
    protected OutboundMessage(string topic, Message<byte[], byte[]> message)
    {
        Topic = topic;
        Message = message;
        Node = new LinkedListNode<OutboundMessage>(this);
    }

    public string Topic { get; }

    public Message<byte[], byte[]> Message { get; protected set; }

    /// <summary>Its place among those that are not acknowledged.</summary>
    public LinkedListNode<OutboundMessage> Node { get; }

    /// <summary>The producer that it was given to last, by number; zero for none.</summary>
    public int Generation { get; set; }

    /// <summary>When it was given to be sent, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long SentTimestamp { get; set; }

    /// <summary>Called once, when a broker has it. It must not block.</summary>
    public abstract void OnAcknowledged();

    /// <summary>Makes the message smaller where a broker finds it too large.</summary>
    /// <returns>False where it cannot be.</returns>
    public virtual bool TryShrink() => false;
}
