using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Hosting;

/// <summary>An engine that is registered as a service; other packages extend it.</summary>
public sealed class TradingEngineServiceBuilder
{
    private readonly EngineComposition _composition;

    internal TradingEngineServiceBuilder(IServiceCollection services, EngineComposition composition)
    {
        Services = services;
        _composition = composition;
    }

    /// <summary>Where services are registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Adds to the engine when the host makes it: traders, routes, sources, sinks, settings. Called once, in the
    /// order of these calls.
    /// </summary>
    public TradingEngineServiceBuilder Configure(Action<IServiceProvider, EngineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _composition.Configure(configure);
        return this;
    }

    /// <summary>
    /// Adds to the engine as <see cref="Configure"/> does, after all of its calls: what has to know every trader.
    /// </summary>
    public TradingEngineServiceBuilder Complete(Action<IServiceProvider, EngineBuilder> complete)
    {
        ArgumentNullException.ThrowIfNull(complete);
        _composition.Complete(complete);
        return this;
    }

    /// <summary>
    /// Reads settings before the host makes the engine. Everything that is wrong in all sections is reported at
    /// once, as a <see cref="SettingsException"/> that ends the host's start; <see cref="SettingReport"/> is a service.
    /// </summary>
    /// <param name="configuration">The configuration; the reader begins at its root.</param>
    /// <param name="read">Reads; errors go to the reader's report.</param>
    public TradingEngineServiceBuilder ReadSettings(IConfiguration configuration, Action<SettingReader> read)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(read);
        _composition.ReadSettings(configuration, read);
        return this;
    }
}
