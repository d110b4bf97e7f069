using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TradingEngine.Journal.Storage;

/// <summary>How files and directories become durable on this operating system.</summary>
internal static partial class FileSync
{
    private const int Interrupted = 4;

    /// <summary>Makes the file's bytes and its length durable.</summary>
    /// <remarks>
    /// On Linux fdatasync: unlike fsync it leaves out the times of the file, and so saves a write of the file system's
    /// own journal where the file did not grow. Elsewhere what .NET has.
    /// </remarks>
    /// <exception cref="IOException">The bytes may be lost, also after a later call that succeeds.</exception>
    public static void SyncFile(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux() || !TryDataSync(handle, path))
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    /// <summary>Makes the names in a directory durable; Windows needs and knows no such call.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenDescriptor(path, flags: 0);
        if (descriptor < 0)
        {
            throw Failed("open", path, Marshal.GetLastPInvokeError());
        }

        try
        {
            while (SyncDescriptor(descriptor) != 0)
            {
                ThrowUnlessInterrupted("fsync", path);
            }
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    private static bool TryDataSync(SafeFileHandle handle, string path)
    {
        try
        {
            while (DataSync(handle) != 0)
            {
                ThrowUnlessInterrupted("fdatasync", path);
            }

            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static void ThrowUnlessInterrupted(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted)
        {
            throw Failed(call, path, error);
        }
    }

    private static IOException Failed(string call, string path, int error) =>
        new($"{call} of {path} failed: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).", error);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);
}
