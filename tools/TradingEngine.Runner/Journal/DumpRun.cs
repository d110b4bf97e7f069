using TradingEngine.Journal;
using TradingEngine.Journal.Storage;

namespace TradingEngine.Runner.Journal;

/// <summary>Writes what a journal holds.</summary>
internal static class DumpRun
{
    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status.</returns>
    public static int Execute(DirectoryFiles files, RecordFilter filter)
    {
        using var lines = new RecordLines();
        var visitor = new Visitor(lines, filter);
        JournalScan scan;
        try
        {
            // Damage in front of what is wanted is of no matter, so that what is behind it can be looked at.
            scan = JournalScan.Read(files, new JournalScanOptions { All = filter.From == 1 }, visitor);
        }
        finally
        {
            lines.Flush();
        }

        foreach (var warning in scan.Warnings)
        {
            Console.Error.WriteLine($"Warning: {warning}");
        }

        if (scan.Torn is { } torn)
        {
            var reason = JournalUse.Find(files.Name).IsInUse ? "an engine is writing" : "a crash cut it off";
            Console.Error.WriteLine(
                $"{torn.File}, byte {torn.Position}: {torn.Bytes} bytes are no whole record; {reason}.");
        }

        return ExitStatus.Done;
    }

    private sealed class Visitor(RecordLines lines, RecordFilter filter) : IRecordVisitor
    {
        public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload)
        {
            // Only records are written.
        }

        public long FromSequence(long snapshotSequence) => filter.From;

        public void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position)
        {
            if (sequence < filter.From || (filter.Type is { } wanted && type != (byte)wanted))
            {
                return;
            }

            var record = JournalRecord.Read(sequence, type, payload);
            if (filter.Allows(record))
            {
                lines.Write(record);
            }
        }
    }
}
