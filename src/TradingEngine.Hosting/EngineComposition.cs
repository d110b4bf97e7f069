using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Hosting.ReplacedSystem;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Hosting;

/// <summary>What was asked for at registration, carried out once when the host makes the engine.</summary>
internal sealed class EngineComposition
{
    private readonly List<Action<IServiceProvider, EngineBuilder>> _configurations = [];
    private readonly List<Action<IServiceProvider, EngineBuilder>> _completions = [];
    private readonly List<(IConfiguration Configuration, Action<SettingReader> Read)> _settings = [];

    public void Configure(Action<IServiceProvider, EngineBuilder> configure) => _configurations.Add(configure);

    /// <summary>As <see cref="Configure"/>, after all of those.</summary>
    public void Complete(Action<IServiceProvider, EngineBuilder> complete) => _completions.Add(complete);

    public void ReadSettings(IConfiguration configuration, Action<SettingReader> read) =>
        _settings.Add((configuration, read));

    /// <summary>Reads every section, so that all errors are known before the first is reported.</summary>
    public SettingReport ReadSettings()
    {
        var report = new SettingReport();
        var warned = new HashSet<IConfiguration>();
        foreach (var (configuration, read) in _settings)
        {
            read(new SettingReader(configuration, report));
            if (warned.Add(configuration))
            {
                ReplacedSystemEnvironment.CopyWarnings(configuration, report);
            }
        }

        return report;
    }

    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="ArgumentException">The engine cannot be built.</exception>
    public Engine Build(IServiceProvider services)
    {
        var report = services.GetRequiredService<SettingReport>();
        report.ThrowIfWrong();
        var loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        var logger = loggers.CreateLogger<Engine>();
        foreach (var warning in report.Warnings)
        {
            logger.SettingWarning(warning);
        }

        var builder = new EngineBuilder().UseLogging(loggers);
        if (services.GetService<TimeProvider>() is { } timeProvider)
        {
            builder.UseTimeProvider(timeProvider);
        }

        foreach (var configure in _configurations)
        {
            configure(services, builder);
        }

        foreach (var complete in _completions)
        {
            complete(services, builder);
        }

        return builder.Build();
    }
}
