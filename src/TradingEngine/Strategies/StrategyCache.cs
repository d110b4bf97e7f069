using System.Text.Json;

namespace TradingEngine.Strategies;

/// <summary>A copy of the last good configuration in a file, for a start without its source.</summary>
/// <remarks>The file is replaced as a whole: a crash leaves the old one or the new one.</remarks>
public sealed class StrategyCache
{
    private const string SavedAtName = "saved_at";
    private const string SourceName = "source";
    private const string SetName = "set";

    private readonly string _file;

    /// <summary>A copy in a file; its folder is made where it does not exist.</summary>
    public StrategyCache(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        _file = Path.GetFullPath(file);
    }

    /// <summary>Replaces the copy.</summary>
    /// <param name="set">The configuration.</param>
    /// <param name="source">Where it comes from, without a secret.</param>
    /// <param name="time">When it was read.</param>
    /// <exception cref="IOException">It cannot be written; the old copy stays.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Write(StrategySet set, string source, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(set);
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var temporary = _file + ".tmp";
        using (var stream = File.Create(temporary))
        {
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            writer.WriteStartObject();
            writer.WriteString(SavedAtName, time);
            writer.WriteString(SourceName, source);
            writer.WritePropertyName(SetName);
            writer.WriteRawValue(StrategyJson.Write(set));
            writer.WriteEndObject();
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _file, overwrite: true);
    }

    /// <summary>Reads the copy.</summary>
    /// <returns>The configuration and when it was read from its source; null where there is no copy.</returns>
    /// <exception cref="StrategySourceException">The copy is damaged or cannot be read.</exception>
    public (StrategySet Set, DateTimeOffset Time)? Read()
    {
        try
        {
            if (!File.Exists(_file))
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(_file));
            var reader = new StrategyJsonReader();
            var set = reader.ReadSet(document.RootElement.GetProperty(SetName));
            reader.ThrowIfWrong();
            return (set, document.RootElement.GetProperty(SavedAtName).GetDateTimeOffset());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new StrategySourceException($"The copy '{_file}' cannot be read: {exception.Message}", exception);
        }
    }
}
