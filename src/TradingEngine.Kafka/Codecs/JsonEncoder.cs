using System.Buffers;
using System.Text.Json;
using TradingEngine.Egress;

namespace TradingEngine.Kafka.Codecs;

/// <summary>Turns what is written as JSON into the bytes of a message. Used by one thread.</summary>
internal sealed class JsonEncoder : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    public JsonEncoder()
    {
        _writer = new Utf8JsonWriter(_buffer, OrderEventJson.WriterOptions);
    }

    /// <summary>A writer that begins anew.</summary>
    public Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        return _writer;
    }

    /// <summary>What was written since <see cref="Begin"/>. This method allocates it.</summary>
    public byte[] End()
    {
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}
