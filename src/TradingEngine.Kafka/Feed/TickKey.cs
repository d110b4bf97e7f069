using Confluent.Kafka;

namespace TradingEngine.Kafka.Feed;

/// <summary>Keeps the key of the newest message in a buffer, for the case that it goes to the dead letters.</summary>
internal sealed class TickKey : IDeserializer<NoContent>
{
    private byte[] _buffer = new byte[64];
    private int _length;
    private bool _isNull;

    public NoContent Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (data.Length > _buffer.Length)
        {
            _buffer = new byte[data.Length];
        }

        data.CopyTo(_buffer);
        _length = data.Length;
        _isNull = isNull;
        return default;
    }

    /// <summary>The key; null for a message without one. This method allocates.</summary>
    public byte[]? ToArray() => _isNull ? null : _buffer.AsSpan(0, _length).ToArray();
}
