using System.Globalization;

namespace TradingEngine.Journal.Storage;

/// <summary>The file <c>lock</c> of a directory, held open so that nobody else can open it.</summary>
/// <remarks>
/// What counts is the operating system's lock on the open file, which ends with the process however it ends; so a file
/// that a killed process left blocks nobody. The holder's process id stands beside it in <c>lock.pid</c>, because
/// nobody can read the locked file; it serves the message only, and is best effort.
/// </remarks>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _pidPath;

    public DirectoryLock(string directory)
    {
        var path = Path.Combine(directory, "lock");
        _pidPath = path + ".pid";
        try
        {
            _held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw StorageErrors.AccessDenied(directory, exception);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new JournalLockedException(directory, ReadPid(), exception);
        }
        catch (IOException exception)
        {
            throw StorageErrors.Unusable(directory, exception);
        }

        WritePid();
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_pidPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next holder writes its own.
        }

        _held.Dispose();
    }

    /// <remarks>.NET has no type for it: the code is the operating system's, EWOULDBLOCK of flock on Unix.</remarks>
    private static bool IsHeld(IOException exception)
    {
        const int wouldBlockOnLinux = 11;
        const int wouldBlockOnMac = 35;
        const int sharingViolationOnWindows = unchecked((int)0x80070020);
        var held = OperatingSystem.IsWindows() ? sharingViolationOnWindows
            : OperatingSystem.IsMacOS() ? wouldBlockOnMac
            : wouldBlockOnLinux;
        return exception.HResult == held;
    }

    private int? ReadPid()
    {
        try
        {
            return int.TryParse(File.ReadAllText(_pidPath), CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void WritePid()
    {
        try
        {
            File.WriteAllText(_pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The lock holds without it.
        }
    }
}
