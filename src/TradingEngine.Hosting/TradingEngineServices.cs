using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingEngine.Hosting.Health;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Hosting;

/// <summary>Registers an engine as a service of a host.</summary>
public static class TradingEngineServices
{
    /// <summary>
    /// Registers an engine that starts and stops with the host: a singleton <see cref="Engine"/>, a hosted service that
    /// polls its sources, and the health checks <c>engine</c>, <c>sinks</c> and <c>traders</c> with the tag
    /// <c>tradingengine</c>. A second call adds to the same engine.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">
    /// Adds traders, routes, sources and sinks; the engine has the host's logging, and its clock where a <see
    /// cref="TimeProvider"/> is registered.
    /// </param>
    public static TradingEngineServiceBuilder AddTradingEngine(
        this IServiceCollection services, Action<EngineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Register(services).Configure((_, builder) => configure(builder));
    }

    /// <summary>Registers an engine as the other overload does, with the services at hand.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Adds traders, routes, sources and sinks.</param>
    public static TradingEngineServiceBuilder AddTradingEngine(
        this IServiceCollection services, Action<IServiceProvider, EngineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Register(services).Configure(configure);
    }

    /// <summary>
    /// Registers an engine with settings: the section <c>Engine</c>, with <c>Engine:Host</c> and
    /// <c>Engine:Health</c>. What <paramref name="configure"/> sets wins over them.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The configuration, from its root; read when the host starts.</param>
    /// <param name="configure">Adds traders, sources and sinks.</param>
    /// <remarks>
    /// Where settings are wrong, the host's start fails with a <see cref="SettingsException"/> that lists all of it.
    /// </remarks>
    public static TradingEngineServiceBuilder AddTradingEngine(
        this IServiceCollection services,
        IConfiguration configuration,
        Action<IServiceProvider, EngineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Register(services);
        builder.ReadSettings(configuration, CheckSettings);
        services.AddOptions<EngineHostOptions>()
            .Configure(options => HostSettings.Read(new SettingReader(configuration), options));
        services.AddOptions<HealthThresholds>()
            .Configure(thresholds => HostSettings.Read(new SettingReader(configuration), thresholds));
        return builder
            .Configure((_, engine) =>
                EngineSettings.Read(new SettingReader(configuration), engine.Options).ApplyTo(engine))
            .Configure(configure);
    }

    private static void CheckSettings(SettingReader reader)
    {
        EngineSettings.Read(reader, new EngineOptions());
        HostSettings.Read(reader, new EngineHostOptions());
        HostSettings.Read(reader, new HealthThresholds());
    }

    private static TradingEngineServiceBuilder Register(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        foreach (var service in services)
        {
            if (service.ServiceType == typeof(EngineComposition))
            {
                return new TradingEngineServiceBuilder(
                    services, (EngineComposition)service.ImplementationInstance!);
            }
        }

        var composition = new EngineComposition();
        services.AddOptions();
        services.AddSingleton(composition);
        services.AddSingleton(_ => composition.ReadSettings());
        services.AddSingleton(composition.Build);
        services.AddSingleton<EngineHealth>();
        services.AddSingleton<IHostedService, EngineHostedService>();
        AddHealthChecks(services);
        return new TradingEngineServiceBuilder(services, composition);
    }

    private static void AddHealthChecks(IServiceCollection services)
    {
        Add(services, "engine", provider => EngineHealth.CheckEngine(StatusOf(provider), ThresholdsOf(provider)));
        Add(
            services,
            "sinks",
            provider => provider.GetRequiredService<EngineHealth>()
                .CheckSinks(StatusOf(provider), ThresholdsOf(provider)));
        Add(services, "traders", provider => EngineHealth.CheckTraders(StatusOf(provider)));
    }

    private static void Add(
        IServiceCollection services, string name, Func<IServiceProvider, HealthCheckResult> check) =>
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, provider => new StatusHealthCheck(() => check(provider)), failureStatus: null, [EngineHealth.Tag]));

    private static EngineStatus StatusOf(IServiceProvider provider) =>
        provider.GetRequiredService<Engine>().GetStatus();

    private static HealthThresholds ThresholdsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<HealthThresholds>>().Value;
}
