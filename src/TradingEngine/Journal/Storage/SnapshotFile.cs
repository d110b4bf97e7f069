using System.Buffers.Binary;
using System.IO.Hashing;

namespace TradingEngine.Journal.Storage;

/// <summary>Writes and reads snapshots: a header, the payload's length, the payload, a checksum.</summary>
internal static class SnapshotFile
{
    public const long PayloadBytesMax = 1 << 30;

    private const int LengthBytes = 8;
    private const int HashBytes = 8;

    /// <summary>Writes a snapshot; under its name it appears whole or not at all, and durable.</summary>
    public static void Write(IJournalFiles files, in FileHeader header, ReadOnlySpan<byte> payload)
    {
        var name = FileNames.OfSnapshot(header.Sequence);
        var temporary = name + FileNames.TemporaryEnding;
        files.Delete(temporary);
        using (var file = files.Create(temporary))
        {
            Span<byte> start = stackalloc byte[FileHeader.SizeBytes + LengthBytes];
            header.Write(start, FileHeader.SnapshotMagic);
            var length = start[FileHeader.SizeBytes..];
            BinaryPrimitives.WriteInt64LittleEndian(length, payload.Length);

            var hash = new XxHash3(FileHeader.SeedOf(header.JournalId));
            hash.Append(length);
            hash.Append(payload);
            Span<byte> end = stackalloc byte[HashBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(end, hash.GetCurrentHashAsUInt64());

            file.Write(start);
            file.Write(payload);
            file.Write(end);
            file.Sync();
        }

        files.Rename(temporary, name);
        files.SyncDirectory();
    }

    /// <summary>Reads a snapshot.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    /// <exception cref="JournalFormatException">Another version has written it.</exception>
    public static string? TryRead(
        IJournalFiles files, string name, out FileHeader header, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        using var stream = files.OpenRead(name);
        Span<byte> start = stackalloc byte[FileHeader.SizeBytes];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var state = FileHeader.Read(start[..count], FileHeader.SnapshotMagic, out header);
        StorageErrors.ThrowIfUnreadable(files.Name, name, state);
        if (state != HeaderState.Valid)
        {
            return StorageErrors.Describe(state);
        }

        if (FileNames.OfSnapshot(header.Sequence) != name)
        {
            return $"the snapshot of record {header.Sequence}";
        }

        var restBytes = stream.Length - FileHeader.SizeBytes;
        if (restBytes is < LengthBytes + HashBytes or > PayloadBytesMax + LengthBytes + HashBytes)
        {
            return $"{restBytes} bytes after the header";
        }

        var rest = new byte[restBytes];
        if (stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length)
        {
            return "a file that grew shorter meanwhile";
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(rest);
        if (length != restBytes - LengthBytes - HashBytes)
        {
            return $"a length of {length} bytes, while the file has {restBytes - LengthBytes - HashBytes} for it";
        }

        var seed = FileHeader.SeedOf(header.JournalId);
        if (XxHash3.HashToUInt64(rest.AsSpan(..^HashBytes), seed)
            != BinaryPrimitives.ReadUInt64LittleEndian(rest.AsSpan(^HashBytes..)))
        {
            return "a payload whose checksum is wrong";
        }

        payload = rest.AsMemory(LengthBytes..^HashBytes);
        return null;
    }
}
