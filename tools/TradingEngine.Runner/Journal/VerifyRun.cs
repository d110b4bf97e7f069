using TradingEngine.Journal.Storage;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Journal;

/// <summary>Reads all of a journal and reports.</summary>
internal static class VerifyRun
{
    private const int AttemptsMax = 3;

    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status.</returns>
    public static int Execute(DirectoryFiles files, bool isJson)
    {
        var report = Read(files);
        if (isJson)
        {
            VerifyJson.Write(Console.Out, report);
        }
        else
        {
            var console = ConsoleFactory.Create(Console.Out, out var isTerminal);
            if (isTerminal)
            {
                VerifyView.Show(console, report);
            }
            else
            {
                VerifyText.Write(Console.Out, report);
            }
        }

        return report.IsWhole ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static VerifyReport Read(DirectoryFiles files)
    {
        for (var attempt = 1; ; attempt++)
        {
            var use = JournalUse.Find(files.Name);
            try
            {
                return ReadOnce(files, use);
            }
            catch (IOException) when (use.IsInUse && attempt < AttemptsMax)
            {
                // The engine begins and deletes files while they are listed and read; real damage stays.
            }
        }
    }

    private static VerifyReport ReadOnce(DirectoryFiles files, JournalUse use)
    {
        var catalog = JournalCatalog.Read(files);
        var visitor = new VerifyVisitor();
        var scan = JournalScan.Read(files, new JournalScanOptions { All = true }, visitor);
        return new VerifyReport
        {
            Directory = files.Name,
            Use = use,
            Scan = scan,
            SnapshotCount = catalog.Snapshots.Count,
            RecordsByType = visitor.RecordsByType,
            FirstTime = visitor.FirstTime,
            LastTime = visitor.LastTime,
            EventCount = visitor.State.EventCount,
            UnacknowledgedCount = visitor.UnacknowledgedCount,
            PositionCount = visitor.State.Positions.GetPositions().Count,
            Mode = visitor.State.Mode,
            Orders = visitor.GetOrders(),
            Warnings = visitor.Overflows == 0
                ? scan.Warnings
                : [.. scan.Warnings, $"{visitor.Overflows} fills do not fit their positions, which lack them."],
        };
    }
}
