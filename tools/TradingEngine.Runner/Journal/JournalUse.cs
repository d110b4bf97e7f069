using System.Globalization;

namespace TradingEngine.Runner.Journal;

/// <summary>Whether an engine has a journal's directory.</summary>
/// <param name="IsInUse">True while its lock is held.</param>
/// <param name="ProcessId">Who holds it; null where nobody does, or that is not known.</param>
internal readonly record struct JournalUse(bool IsInUse, int? ProcessId)
{
    private const string LockName = "lock";
    private const string ProcessIdName = "lock.pid";

    /// <summary>Looks, and takes nothing.</summary>
    /// <remarks>
    /// The lock is tried only where a process id stands beside it, so an engine that starts in a directory that nobody
    /// had, or that was left in order, never finds it taken by this look.
    /// </remarks>
    public static JournalUse Find(string directory)
    {
        var path = Path.Combine(directory, LockName);
        if (ReadProcessId(directory) is not { } processId || !File.Exists(path))
        {
            return default;
        }

        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return default;
        }
        catch (IOException) when (File.Exists(path))
        {
            return new JournalUse(true, processId);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static int? ReadProcessId(string directory)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(directory, ProcessIdName));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
