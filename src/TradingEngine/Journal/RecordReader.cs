using System.Buffers.Binary;
using System.Text;
using TradingEngine.Model;

namespace TradingEngine.Journal;

/// <summary>Reads the values of a record that <see cref="RecordWriter"/> wrote.</summary>
internal ref struct RecordReader
{
    private ReadOnlySpan<byte> _rest;

    public RecordReader(ReadOnlySpan<byte> record)
    {
        _rest = record;
    }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte ReadByte() => Take(1)[0];

    public bool ReadBool() => ReadByte() != 0;

    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    public Guid ReadGuid() => new(Take(16), bigEndian: true);

    public decimal ReadDecimal()
    {
        Span<int> parts = [ReadInt32(), ReadInt32(), ReadInt32(), ReadInt32()];
        return new decimal(parts);
    }

    public DateTimeOffset ReadTime()
    {
        var utc = new DateTimeOffset(ReadInt64(), TimeSpan.Zero);
        return utc.ToOffset(TimeSpan.FromMinutes(ReadInt16()));
    }

    public Price? ReadPrice()
    {
        var isThere = ReadBool();
        var price = Price.FromRaw(ReadInt64());
        return isThere ? price : null;
    }

    /// <summary>The bytes of a text; empty also where it is null.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));
        return length == RecordWriter.NullLength ? default : Take(length);
    }

    public string? ReadText()
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));
        return length == RecordWriter.NullLength ? null : Encoding.UTF8.GetString(Take(length));
    }

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadInt32());

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new InvalidDataException($"A record ends {count - _rest.Length} bytes too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
