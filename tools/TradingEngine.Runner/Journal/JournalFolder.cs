using TradingEngine.Journal.Storage;

namespace TradingEngine.Runner.Journal;

/// <summary>Opens a journal's directory to be read, and tells what is wrong with it.</summary>
internal static class JournalFolder
{
    /// <summary>Reads a directory that exists.</summary>
    /// <param name="command">The word after <c>journal</c>.</param>
    /// <param name="folder">The directory; it is not made where it is missing.</param>
    /// <param name="read">Reads it and returns the exit status.</param>
    /// <returns>The exit status.</returns>
    public static int Read(string command, string folder, Func<DirectoryFiles, int> read)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no directory '{folder}'.");
            return ExitStatus.WrongUsage;
        }

        try
        {
            return read(new DirectoryFiles(folder));
        }
        catch (OutputClosedException)
        {
            // Whoever reads the output, such as head, has enough of it.
            return ExitStatus.Done;
        }
        catch (JournalCorruptException exception)
        {
            Tell(command, $"{exception.Message} FromLastSnapshot is the setting Journal:SkipDamage of the runner.");
            return ExitStatus.Failed;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Tell(command, exception.Message);
            return ExitStatus.Failed;
        }
    }

    private static void Tell(string command, string message) =>
        Console.Error.WriteLine($"journal {command} failed: {message}");
}
