using TradingEngine.Journal.Storage;

namespace TradingEngine.Runner.Journal;

/// <summary>Writes the last records of a journal, then what is added.</summary>
internal static class TailRun
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until Ctrl+C, or until nobody reads the output any more.</summary>
    /// <returns>The exit status.</returns>
    public static int Execute(DirectoryFiles files, int lineCount)
    {
        using var interrupt = new Interrupt();
        using var lines = new RecordLines();
        var tail = new JournalTail(files, lineCount);
        tail.Read(lines.Write);
        lines.Flush();
        if (tail.RestBytes > 0 && !JournalUse.Find(files.Name).IsInUse)
        {
            Console.Error.WriteLine(
                $"{tail.File} ends with {tail.RestBytes} bytes that are no whole record; journal verify says more.");
        }

        while (!interrupt.Token.WaitHandle.WaitOne(PollInterval))
        {
            tail.Read(lines.Write);
            lines.Flush();
        }

        return ExitStatus.Done;
    }
}
