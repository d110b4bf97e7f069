using System.Globalization;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>
/// Keeps the list of each day in a directory: downloaded once a day, used again while no newer one is to be had. Several
/// processes may share the directory.
/// </summary>
public sealed class InstrumentCache
{
    private const int FilesKept = 5;
    private const int DownloadBytesMax = 256 << 20;
    private const string Prefix = "instruments-";
    private const string Suffix = ".csv";
    private const string NewSuffix = ".new";

    /// <summary>A list never loses half of its instruments in a day: what does is cut off.</summary>
    private const int ShareLostMax = 2;

    private static readonly TimeSpan LeftOverAge = TimeSpan.FromDays(1);

    private readonly string _directory;
    private readonly TimeOnly _readyTime;

    /// <summary>A cache.</summary>
    /// <param name="directory">Made where it does not exist.</param>
    /// <param name="readyTime">
    /// From when on Kite has the list of a day, in the time of India; null for 08:30. Before, the list of the day before
    /// counts as new.
    /// </param>
    public InstrumentCache(string directory, TimeOnly? readyTime = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = directory;
        _readyTime = readyTime ?? new TimeOnly(8, 30);
    }

    /// <summary>The day whose list is the newest that Kite can have.</summary>
    public DateOnly DayAt(DateTimeOffset now)
    {
        var local = now.ToOffset(IndiaTime.Offset);
        var day = DateOnly.FromDateTime(local.Date);
        return TimeOnly.FromDateTime(local.DateTime) < _readyTime ? day.AddDays(-1) : day;
    }

    /// <summary>How old the list of a day is: the time since Kite had it.</summary>
    public TimeSpan AgeAt(DateTimeOffset now, DateOnly day) =>
        now - new DateTimeOffset(day.ToDateTime(_readyTime), IndiaTime.Offset);

    /// <summary>Reads the list of a day, whoever downloaded it.</summary>
    /// <returns>Null where it is not there or is damaged.</returns>
    public InstrumentList? Read(DateOnly day) => TryRead(PathOf(day));

    /// <summary>Reads the newest list that is there and can be read.</summary>
    /// <param name="day">Its day.</param>
    /// <returns>Null where there is none.</returns>
    public InstrumentList? ReadNewest(out DateOnly day)
    {
        foreach (var (path, ofDay) in Files())
        {
            if (TryRead(path) is { } list)
            {
                day = ofDay;
                return list;
            }
        }

        day = default;
        return null;
    }

    /// <summary>Downloads the list of today, unless it is there and can be read.</summary>
    /// <param name="download">Opens the download.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new list; null where that of today was there already.</returns>
    /// <exception cref="InvalidDataException">
    /// What came is no list, is cut off, or has less than half of the instruments of the list before; what was there is kept.
    /// </exception>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public async Task<InstrumentList?> RefreshAsync(
        Func<CancellationToken, Task<Stream>> download, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(download);
        var path = PathOf(DayAt(now));
        if (TryRead(path) is not null)
        {
            return null;
        }

        Directory.CreateDirectory(_directory);
        var beside = $"{path}.{Guid.NewGuid():N}{NewSuffix}";
        try
        {
            var source = await download(cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                await CopyAsync(source, beside, cancellationToken).ConfigureAwait(false);
            }

            var list = InstrumentFile.Read(beside);
            Check(list.Registry.Count);
            File.Move(beside, path, overwrite: true);
            DeleteOld(now);
            return list;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static async Task CopyAsync(Stream source, string path, CancellationToken cancellationToken)
    {
        var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using (target.ConfigureAwait(false))
        {
            var buffer = new byte[1 << 16];
            while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                if (target.Length > DownloadBytesMax)
                {
                    throw new InvalidDataException($"The list of instruments has more than {DownloadBytesMax} bytes.");
                }
            }

            // The name must not be on disk before the bytes are: after a power cut the list would be empty.
            target.Flush(flushToDisk: true);
        }
    }

    private static InstrumentList? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? InstrumentFile.Read(path) : null;
        }
        catch (Exception exception) when (
            exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // An older list is better than none, and the next download replaces a damaged one.
            return null;
        }
    }

    /// <summary>Finds out by the number of instruments whether a download can be whole.</summary>
    private void Check(int count)
    {
        if (count == 0)
        {
            throw new InvalidDataException("The list of instruments that was downloaded has no instrument in it.");
        }

        if (ReadNewest(out var day) is { } before && count < before.Registry.Count / ShareLostMax)
        {
            throw new InvalidDataException(
                $"The list of instruments that was downloaded has {count}, that of {DateText(day)} has " +
                $"{before.Registry.Count}: it is cut off. Where it is not, delete {PathOf(day)}.");
        }
    }

    private static string DateText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string PathOf(DateOnly day) => Path.Combine(_directory, Prefix + DateText(day) + Suffix);

    /// <summary>The lists, the newest first.</summary>
    private List<(string Path, DateOnly Day)> Files()
    {
        var files = new List<(string Path, DateOnly Day)>();
        if (!Directory.Exists(_directory))
        {
            return files;
        }

        foreach (var path in Directory.EnumerateFiles(_directory, $"{Prefix}*{Suffix}"))
        {
            var name = Path.GetFileName(path.AsSpan());
            var date = name[Prefix.Length..^Suffix.Length];
            if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                files.Add((path, day));
            }
        }

        files.Sort(static (left, right) => right.Day.CompareTo(left.Day));
        return files;
    }

    /// <summary>Deletes lists of before, and what a crash left of downloads.</summary>
    private void DeleteOld(DateTimeOffset now)
    {
        try
        {
            var files = Files();
            for (var i = FilesKept; i < files.Count; i++)
            {
                File.Delete(files[i].Path);
            }

            foreach (var path in Directory.EnumerateFiles(_directory, $"{Prefix}*{NewSuffix}"))
            {
                if (File.GetLastWriteTimeUtc(path) < now.UtcDateTime - LeftOverAge)
                {
                    File.Delete(path);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The new list is there; what could not be deleted is tried again the next day.
        }
    }
}
