using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Settings;
using TradingEngine.Hosting.Strategies;

namespace TradingEngine.Sql.Hosting;

/// <summary>Has the routes of an engine that is a service follow a database.</summary>
public static class SqlStrategyServices
{
    /// <summary>
    /// Follows the database of the section <c>Strategies</c> as <see cref="StrategyServices.AddStrategies"/> does. Where the
    /// source is <see cref="StrategySourceKind.Settings"/>, the routes stay those that the engine was built with.
    /// </summary>
    /// <param name="builder">The engine.</param>
    /// <param name="configuration">The configuration, from its root.</param>
    /// <param name="configure">Sets the rest, such as traders that do not take part.</param>
    /// <exception cref="InvalidOperationException">Strategies were added before.</exception>
    public static TradingEngineServiceBuilder AddSqlStrategies(
        this TradingEngineServiceBuilder builder,
        IConfiguration configuration,
        Action<StrategyUpdaterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.ReadSettings(configuration, static reader => StrategySettings.Read(reader));
        var settings = StrategySettings.Read(new SettingReader(configuration));
        return settings.Source == StrategySourceKind.Settings
            ? builder
            : builder.AddStrategies(
                services => settings.MakeStore(services.GetService<TimeProvider>() ?? TimeProvider.System),
                options =>
                {
                    settings.ApplyTo(options);
                    configure?.Invoke(options);
                });
    }
}
