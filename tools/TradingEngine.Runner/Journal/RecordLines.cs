using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using TradingEngine.Egress;
using TradingEngine.Journal;

namespace TradingEngine.Runner.Journal;

/// <summary>Writes records to the standard output, a line each.</summary>
internal sealed class RecordLines : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes);
    private readonly Utf8JsonWriter _writer;

    public RecordLines()
    {
        _output = OpenOutput();
        _writer = new Utf8JsonWriter(_buffer, OrderEventJson.WriterOptions);
    }

    /// <exception cref="OutputClosedException">Nobody reads it any more.</exception>
    public void Write(JournalRecord record)
    {
        _writer.Reset();
        RecordJson.Write(_writer, record);
        _writer.Flush();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= BufferBytes)
        {
            Flush();
        }
    }

    /// <summary>Lets whoever reads have it all.</summary>
    /// <exception cref="OutputClosedException">Nobody reads it any more.</exception>
    public void Flush()
    {
        try
        {
            _output.Write(_buffer.WrittenSpan);
            _output.Flush();
        }
        catch (IOException exception) when (!_output.CanSeek)
        {
            throw new OutputClosedException(exception);
        }

        _buffer.ResetWrittenCount();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _output.Dispose();
    }

    /// <remarks>
    /// The console's own stream takes no notice of a closed pipe, and a long journal would be read for nobody.
    /// </remarks>
    private static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }

            pipe.Dispose();
        }

        return Console.OpenStandardOutput();
    }
}
