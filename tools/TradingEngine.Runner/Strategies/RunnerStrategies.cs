using TradingEngine.Hosting;
using TradingEngine.Hosting.Strategies;
using TradingEngine.Runner.Configuration;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Strategies;

/// <summary>Has the service follow the source of its strategies: a database, or the file with the settings.</summary>
internal static class RunnerStrategies
{
    /// <summary>Adds the source.</summary>
    /// <param name="builder">The engine.</param>
    /// <param name="settings">The settings at the start.</param>
    /// <param name="sources">Where they came from, to be read again.</param>
    public static void Add(TradingEngineServiceBuilder builder, RunnerSettings settings, SettingSources sources) =>
        builder.AddStrategies(
            _ => settings.HasRoutesOfSettings ? MakeSource(sources) : settings.Strategies.MakeStore(TimeProvider.System),
            options =>
            {
                settings.Strategies.ApplyTo(options);
                options.AddsShadows = settings.HasShadows;
                options.ShadowFills = settings.PaperTrading;
                options.Rules.PaperName = RunnerSettings.PaperName;
                options.Rules.ZerodhaName = RunnerSettings.ZerodhaName;
                options.Rules.DisabledTraders = [.. settings.DisabledTraders];
            });

    private static SettingsStrategySource MakeSource(SettingSources sources) => new(
        sources.File is { } file ? $"the file '{file}'" : "the settings",
        () => Read(sources),
        sources.File,
        TimeProvider.System);

    private static StrategySet Read(SettingSources sources)
    {
        try
        {
            var settings = RunnerSettings.Load(sources);
            return settings.Errors.Count == 0
                ? settings.MakeStrategySet()
                : throw new StrategySourceException(settings.Errors);
        }
        catch (InvalidDataException exception)
        {
            throw new StrategySourceException([exception.Message]);
        }
    }
}
