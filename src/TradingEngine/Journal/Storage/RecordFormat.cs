using System.Buffers.Binary;
using System.IO.Hashing;

namespace TradingEngine.Journal.Storage;

/// <summary>A record's bytes: length, type, sequence, payload, checksum.</summary>
internal static class RecordFormat
{
    public const int HeaderBytes = 16;
    public const int HashBytes = 8;
    public const int OverheadBytes = HeaderBytes + HashBytes;
    public const int PayloadBytesMax = 1 << 20;
    public const int RecordBytesMax = PayloadBytesMax + OverheadBytes;

    /// <summary>Writes a record into bytes of exactly its size.</summary>
    public static void Write(Span<byte> record, byte type, long sequence, ReadOnlySpan<byte> payload, long seed)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], type);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], sequence);
        payload.CopyTo(record[HeaderBytes..]);
        var hashed = record[..^HashBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(record[^HashBytes..], XxHash3.HashToUInt64(hashed, seed));
    }

    public static uint PayloadBytesOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header);

    /// <summary>The type; more than a byte where the three bytes beside it are not zero.</summary>
    public static uint TypeOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);

    public static long SequenceOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64LittleEndian(header[8..]);

    /// <summary>Whether the checksum of a whole record is right.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> record, long seed) =>
        BinaryPrimitives.ReadUInt64LittleEndian(record[^HashBytes..])
        == XxHash3.HashToUInt64(record[..^HashBytes], seed);
}
