using System.Buffers.Binary;
using System.IO.Hashing;

namespace TradingEngine.Journal.Storage;

/// <summary>The first 64 bytes of a segment and of a snapshot; README.md of the folder above has the table.</summary>
/// <param name="JournalId">The same in all files of a journal, random.</param>
/// <param name="Sequence">The first record of a segment; the last that a snapshot covers.</param>
/// <param name="CreatedTicks">When the file was begun, in UTC ticks of 100 ns.</param>
internal readonly record struct FileHeader(Guid JournalId, long Sequence, long CreatedTicks)
{
    public const int SizeBytes = 64;
    public const ushort Version = 1;

    private const uint ByteOrderMark = 0x01020304;
    private const int HashOffset = SizeBytes - sizeof(ulong);

    public static ReadOnlySpan<byte> SegmentMagic => "TEJOURNL"u8;

    public static ReadOnlySpan<byte> SnapshotMagic => "TESNAPSH"u8;

    /// <summary>The seed of all other checksums, so that a record of another journal is never taken for one.</summary>
    public static long SeedOf(Guid journalId)
    {
        Span<byte> id = stackalloc byte[16];
        journalId.TryWriteBytes(id, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64LittleEndian(id[8..]);
    }

    /// <summary>Reads a header; the order of the checks decides which of several faults is told.</summary>
    public static HeaderState Read(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> magic, out FileHeader header)
    {
        header = default;
        if (bytes.Length < SizeBytes)
        {
            return HeaderState.Incomplete;
        }

        if (!bytes.StartsWith(magic))
        {
            return HeaderState.Foreign;
        }

        var mark = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (mark == BinaryPrimitives.ReverseEndianness(ByteOrderMark))
        {
            return HeaderState.OtherByteOrder;
        }

        if (mark != ByteOrderMark
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[HashOffset..]) != HashOf(bytes))
        {
            return HeaderState.Damaged;
        }

        // Later versions keep these 64 bytes, so what is not damaged can be told to be newer.
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]) != Version)
        {
            return HeaderState.NewerVersion;
        }

        header = new FileHeader(
            new Guid(bytes.Slice(16, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
        return HeaderState.Valid;
    }

    /// <summary>Writes the header to the first 64 bytes.</summary>
    public void Write(Span<byte> bytes, ReadOnlySpan<byte> magic)
    {
        bytes[..SizeBytes].Clear();
        magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], ByteOrderMark);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[12..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[14..], SizeBytes);
        JournalId.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], CreatedTicks);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[HashOffset..], HashOf(bytes));
    }

    private static ulong HashOf(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes[..HashOffset]);
}
