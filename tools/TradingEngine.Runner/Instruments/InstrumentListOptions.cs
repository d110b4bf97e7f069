using System.CommandLine;
using TradingEngine.Markets;
using TradingEngine.Runner.Configuration;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.Runner.Instruments;

/// <summary>The options that say which list of instruments a command looks into.</summary>
internal sealed class InstrumentListOptions
{
    private readonly Option<string?> _file = new("--file")
    {
        Description = "A list as Kite sends it, CSV or gzip. Without it that of the settings.",
    };

    private readonly Option<string?> _cache = new("--cache")
    {
        Description = "A directory with the lists of days. Without it that of the settings.",
    };

    private readonly SettingOptions _settings;

    public InstrumentListOptions(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_cache);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_file) is { Implicit: false } && result.GetResult(_cache) is { Implicit: false })
            {
                result.AddError("--file and --cache exclude each other.");
            }
        });
        _settings = new SettingOptions(command);
    }

    /// <summary>Reads the list and does something with it.</summary>
    /// <returns>The exit status.</returns>
    public int Read(ParseResult parsed, Func<InstrumentRegistry, int> use)
    {
        try
        {
            if (Find(parsed) is not { } list)
            {
                return TellOfNone();
            }

            TellOfRefused(list);
            return use(list.Registry);
        }
        catch (Exception exception) when (
            exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitStatus.Failed;
        }
    }

    private InstrumentList? Find(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } path)
        {
            return InstrumentFile.Read(path);
        }

        if (parsed.GetValue(_cache) is { } directory)
        {
            return ReadNewest(directory);
        }

        var settings = RunnerSettings.Load(_settings.SourcesOf(parsed)).Instruments;
        return settings.File.Length > 0 ? InstrumentFile.Read(settings.File)
            : settings.CacheDirectory.Length > 0 ? ReadNewest(settings.CacheDirectory)
            : null;
    }

    private static InstrumentList? ReadNewest(string directory)
    {
        var cache = new InstrumentCache(directory);
        var list = cache.ReadNewest(out var day);
        var now = TimeProvider.System.GetUtcNow();
        if (list is not null && day < cache.DayAt(now))
        {
            Console.Error.WriteLine(
                $"Warning: the newest list is of {day:yyyy-MM-dd}, {cache.AgeAt(now, day).TotalHours:0} hours old.");
        }

        return list;
    }

    private static void TellOfRefused(InstrumentList list)
    {
        foreach (var (reason, count) in list.RefusedByReason)
        {
            Console.Error.WriteLine($"Warning: {count} row{(count == 1 ? "" : "s")} refused: {reason}");
        }
    }

    private static int TellOfNone()
    {
        Console.Error.WriteLine(
            "There is no list of instruments. Name one with --file or --cache, or set Instruments:File or " +
            "Instruments:CacheDirectory; 'kite instruments' downloads that of today.");
        return ExitStatus.Failed;
    }
}
