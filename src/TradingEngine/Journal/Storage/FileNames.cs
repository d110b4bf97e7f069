using System.Globalization;

namespace TradingEngine.Journal.Storage;

/// <summary>The names of the journal's files; sorted by name they are sorted by sequence.</summary>
internal static class FileNames
{
    /// <summary>What a file is written under until it is whole.</summary>
    public const string TemporaryEnding = ".tmp";

    /// <summary>What a file is put aside under.</summary>
    public const string DamagedEnding = ".damaged";

    private const int Digits = 20;
    private const string SegmentStart = "journal-";
    private const string SegmentEnding = ".tej";
    private const string SnapshotStart = "snapshot-";
    private const string SnapshotEnding = ".tes";

    public static string OfSegment(long firstSequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{SegmentStart}{firstSequence:D20}{SegmentEnding}");

    public static string OfSnapshot(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{SnapshotStart}{sequence:D20}{SnapshotEnding}");

    public static bool IsSegment(string name, out long firstSequence) =>
        TryParse(name, SegmentStart, SegmentEnding, out firstSequence);

    public static bool IsSnapshot(string name, out long sequence) =>
        TryParse(name, SnapshotStart, SnapshotEnding, out sequence);

    public static bool IsTemporary(string name) =>
        name.EndsWith(TemporaryEnding, StringComparison.Ordinal)
        && (IsSegment(name[..^TemporaryEnding.Length], out _) || IsSnapshot(name[..^TemporaryEnding.Length], out _));

    private static bool TryParse(string name, string start, string ending, out long sequence)
    {
        sequence = 0;
        return name.Length == start.Length + Digits + ending.Length
            && name.StartsWith(start, StringComparison.Ordinal)
            && name.EndsWith(ending, StringComparison.Ordinal)
            && long.TryParse(
                name.AsSpan(start.Length, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out sequence)
            && sequence > 0;
    }
}
