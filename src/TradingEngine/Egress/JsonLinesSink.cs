using System.Buffers;
using System.Text.Json;
using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>
/// Writes each order event and each alert as one line of JSON to a stream (see <see cref="OrderEventJson"/> and <see
/// cref="AlertJson"/>).
/// </summary>
/// <remarks>The stream is flushed after each batch, when the engine is idle. The sink owns the stream.</remarks>
public sealed class JsonLinesSink : IOrderEventSink, IDisposable
{
    private const int FlushThresholdBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushThresholdBytes + 4096);
    private readonly Utf8JsonWriter _writer;

    /// <summary>Writes to a stream, which the sink closes in the end.</summary>
    public JsonLinesSink(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _writer = new Utf8JsonWriter(_buffer, OrderEventJson.WriterOptions);
    }

    /// <summary>Creates a file, or replaces it.</summary>
    public static JsonLinesSink CreateFile(string path) => new(File.Create(path));

    /// <inheritdoc/>
    public void Publish(in OrderEvent orderEvent)
    {
        _writer.Reset();
        OrderEventJson.Write(_writer, orderEvent);
        EndLine();
    }

    /// <inheritdoc/>
    public void Publish(Alert alert)
    {
        _writer.Reset();
        AlertJson.Write(_writer, alert);
        EndLine();
    }

    /// <inheritdoc/>
    public void Flush()
    {
        WriteOut();
        _stream.Flush();
    }

    /// <summary>Writes what is left and closes the stream.</summary>
    public void Dispose()
    {
        WriteOut();
        _writer.Dispose();
        _stream.Dispose();
    }

    private void EndLine()
    {
        _writer.Flush();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
        if (_buffer.WrittenCount >= FlushThresholdBytes)
        {
            WriteOut();
        }
    }

    private void WriteOut()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
