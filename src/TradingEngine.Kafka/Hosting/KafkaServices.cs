using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Health;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Kafka.Hosting;

/// <summary>Adds Kafka to an engine that is a service.</summary>
public static class KafkaServices
{
    private static readonly string[] Tags = ["tradingengine", "kafka"];

    /// <summary>
    /// Adds the feed and the sink of a <see cref="KafkaAdapter"/>, which is a singleton, and the health checks
    /// <c>kafka-connection</c>, <c>kafka-sources</c>, <c>kafka-sinks</c>, <c>kafka-prices</c> and <c>kafka-lag</c>,
    /// with the tags <c>tradingengine</c> and <c>kafka</c>.
    /// </summary>
    /// <param name="builder">The engine.</param>
    /// <param name="configure">Sets the options, when the host makes the engine.</param>
    /// <exception cref="InvalidOperationException">It was added before.</exception>
    public static TradingEngineServiceBuilder AddKafka(
        this TradingEngineServiceBuilder builder, Action<KafkaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Register(builder, configure);
    }

    /// <summary>
    /// Adds Kafka as the other overload does, with the settings of the section <c>Kafka</c>. What is wrong is reported
    /// together with the errors of the other sections.
    /// </summary>
    /// <param name="builder">The engine.</param>
    /// <param name="configuration">The configuration, from its root; read when the host starts.</param>
    /// <exception cref="InvalidOperationException">It was added before.</exception>
    public static TradingEngineServiceBuilder AddKafka(
        this TradingEngineServiceBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.ReadSettings(configuration, reader =>
        {
            KafkaSettings.Read(reader, new KafkaOptions());
            KafkaSettings.Read(reader, new KafkaHealthThresholds());
        });
        builder.Services.AddOptions<KafkaHealthThresholds>()
            .Configure(thresholds => KafkaSettings.Read(new SettingReader(configuration), thresholds));
        return Register(builder, options => KafkaSettings.Read(new SettingReader(configuration), options));
    }

    private static TradingEngineServiceBuilder Register(
        TradingEngineServiceBuilder builder, Action<KafkaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var service in builder.Services)
        {
            if (service.ServiceType == typeof(KafkaAdapter))
            {
                throw new InvalidOperationException("AddKafka was called before.");
            }
        }

        builder.Services.AddSingleton(services => MakeOptions(services, configure));
        builder.Services.AddSingleton(services => new KafkaAdapter(services.GetRequiredService<KafkaOptions>()));
        builder.Services.AddSingleton(MakeHealth);
        AddCheck(builder.Services, "kafka-connection", health => health.CheckConnection());
        AddCheck(builder.Services, "kafka-sources", health => health.CheckSources());
        AddCheck(builder.Services, "kafka-sinks", health => health.CheckSinks());
        AddCheck(builder.Services, "kafka-prices", health => health.CheckPrices());
        AddCheck(builder.Services, "kafka-lag", health => health.CheckLag());
        return builder.Configure((services, engine) => engine.AddKafka(services.GetRequiredService<KafkaAdapter>()));
    }

    private static KafkaOptions MakeOptions(IServiceProvider services, Action<KafkaOptions> configure)
    {
        services.GetRequiredService<SettingReport>().ThrowIfWrong();
        var options = new KafkaOptions();
        configure(options);
        var errors = new List<string>();
        foreach (var error in options.Validate())
        {
            errors.Add($"{KafkaSettings.SectionName}:{error}");
        }

        return errors.Count == 0 ? options : throw new SettingsException(errors);
    }

    private static KafkaHealth MakeHealth(IServiceProvider services)
    {
        var engine = services.GetRequiredService<Engine>();
        var thresholds = services.GetRequiredService<IOptions<KafkaHealthThresholds>>().Value;
        if (!services.GetRequiredService<KafkaOptions>().HasTicks)
        {
            thresholds.PriceAgeMax = Timeout.InfiniteTimeSpan;
        }

        return new KafkaHealth(
            services.GetRequiredService<KafkaAdapter>().GetStatus, thresholds, engine.TimeProvider, engine.Calendar);
    }

    private static void AddCheck(
        IServiceCollection services, string name, Func<KafkaHealth, HealthCheckResult> check) =>
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new StatusHealthCheck(() => check(provider.GetRequiredService<KafkaHealth>())),
            failureStatus: null,
            Tags));
}
