using System.Globalization;

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

    private static readonly TimeSpan IndiaOffset = new(5, 30, 0);

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
        var local = now.ToOffset(IndiaOffset);
        var day = DateOnly.FromDateTime(local.Date);
        return TimeOnly.FromDateTime(local.DateTime) < _readyTime ? day.AddDays(-1) : day;
    }

    /// <summary>Reads the newest list that is there and can be read.</summary>
    /// <param name="day">Its day.</param>
    /// <returns>Null where there is none.</returns>
    public InstrumentList? ReadNewest(out DateOnly day)
    {
        foreach (var (path, ofDay) in Files())
        {
            try
            {
                day = ofDay;
                return InstrumentFile.Read(path);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                // An older one is better than none; a damaged one is replaced by the next download.
            }
        }

        day = default;
        return null;
    }

    /// <summary>Downloads the list of today, unless it is there.</summary>
    /// <param name="download">Opens the download.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new list; null where that of today was there already.</returns>
    /// <exception cref="InvalidDataException">What came is no list, or is cut off; what was there is kept.</exception>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public async Task<InstrumentList?> RefreshAsync(
        Func<CancellationToken, Task<Stream>> download, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(download);
        var path = Path.Combine(
            _directory, Prefix + DayAt(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Suffix);
        if (File.Exists(path))
        {
            return null;
        }

        Directory.CreateDirectory(_directory);
        var beside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            var source = await download(cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                await CopyAsync(source, beside, cancellationToken).ConfigureAwait(false);
            }

            var list = InstrumentFile.Read(beside);
            if (list.Registry.Count == 0)
            {
                throw new InvalidDataException("The list of instruments that was downloaded has no instrument in it.");
            }

            File.Move(beside, path, overwrite: true);
            DeleteOld();
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
        }
    }

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

    private void DeleteOld()
    {
        var files = Files();
        for (var i = FilesKept; i < files.Count; i++)
        {
            File.Delete(files[i].Path);
        }
    }
}
