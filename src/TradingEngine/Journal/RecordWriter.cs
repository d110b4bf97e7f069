using System.Buffers.Binary;
using System.Text;

namespace TradingEngine.Journal;

/// <summary>Writes the values of a record into a buffer that grows. Everything is little-endian.</summary>
internal sealed class RecordWriter
{
    /// <summary>Marks a text that is null.</summary>
    public const ushort NullLength = ushort.MaxValue;

    /// <summary>A text is cut after this many bytes of UTF-8.</summary>
    public const int TextBytesMax = 32_768;

    private byte[] _buffer = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Write(byte value) => Reserve(1)[0] = value;

    public void Write(bool value) => Write(value ? (byte)1 : (byte)0);

    public void Write(short value) => BinaryPrimitives.WriteInt16LittleEndian(Reserve(sizeof(short)), value);

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    public void Write(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Reserve(16), value);

    public void Write(Guid value) => value.TryWriteBytes(Reserve(16), bigEndian: true, out _);

    public void Write(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        foreach (var part in parts)
        {
            Write(part);
        }
    }

    /// <summary>A time with its offset in minutes.</summary>
    public void Write(DateTimeOffset value)
    {
        Write(value.UtcTicks);
        Write((short)value.TotalOffsetMinutes);
    }

    /// <summary>A price that may be absent.</summary>
    public void Write(Model.Price? value)
    {
        Write(value.HasValue);
        Write(value.GetValueOrDefault().Raw);
    }

    public void Write(string? text)
    {
        if (text is null)
        {
            Write(unchecked((short)NullLength));
            return;
        }

        var place = _length;
        Write((short)0);
        var room = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, room);
        if (count > TextBytesMax)
        {
            count = TextBytesMax;
            while (IsWithinCharacter(room[count]))
            {
                count--;
            }
        }

        _length = place + sizeof(short) + count;
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(place), (ushort)count);
    }

    /// <summary>Bytes with their length before them.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    private static bool IsWithinCharacter(byte utf8) => (utf8 & 0xC0) == 0x80;

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        var room = _buffer.AsSpan(_length, count);
        _length += count;
        return room;
    }
}
