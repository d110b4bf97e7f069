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

    private readonly SettingOptions _settings;

    public InstrumentListOptions(Command command)
    {
        command.Options.Add(_file);
        _settings = new SettingOptions(command);
    }

    /// <summary>Reads the list and does something with it.</summary>
    /// <returns>The exit status.</returns>
    public int Read(ParseResult parsed, Func<InstrumentRegistry, int> use)
    {
        try
        {
            return Find(parsed) is { } list ? use(list.Registry) : TellOfNone();
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

        var settings = RunnerSettings.Load(_settings.SourcesOf(parsed)).Instruments;
        return settings.File.Length > 0 ? InstrumentFile.Read(settings.File)
            : settings.CacheDirectory.Length > 0 ? new InstrumentCache(settings.CacheDirectory).ReadNewest(out _)
            : null;
    }

    private static int TellOfNone()
    {
        Console.Error.WriteLine(
            "There is no list of instruments. Name one with --file, or set Instruments:File or " +
            "Instruments:CacheDirectory; 'kite instruments' downloads that of today.");
        return ExitStatus.Failed;
    }
}
