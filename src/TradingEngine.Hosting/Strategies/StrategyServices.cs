using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TradingEngine.Hosting.Health;
using TradingEngine.Strategies;

namespace TradingEngine.Hosting.Strategies;

/// <summary>Has the routes of an engine that is a service follow a source of strategies.</summary>
public static class StrategyServices
{
    /// <summary>
    /// Adds a singleton <see cref="StrategyUpdater"/>, which reads the source when the host makes the engine and follows it
    /// while the engine runs, and the health check <c>strategies</c>: degraded where what counts may not be what the source
    /// says. The routes are all the source's.
    /// </summary>
    /// <param name="builder">The engine.</param>
    /// <param name="source">Makes the source.</param>
    /// <param name="configure">Sets the options; the clock is the host's where one is registered.</param>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public static TradingEngineServiceBuilder AddStrategies(
        this TradingEngineServiceBuilder builder,
        Func<IServiceProvider, IStrategySource> source,
        Action<StrategyUpdaterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        foreach (var service in builder.Services)
        {
            if (service.ServiceType == typeof(StrategyUpdater))
            {
                throw new InvalidOperationException("AddStrategies was called before.");
            }
        }

        builder.Services.AddSingleton(provider => Make(provider, source, configure));
        builder.Services.AddSingleton<IHostedService, StrategyHostedService>();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "strategies",
            provider => new StatusHealthCheck(() => Check(provider.GetRequiredService<StrategyUpdater>().GetStatus())),
            failureStatus: null,
            [EngineHealth.Tag]));

        // The host makes the engine in a call that cannot wait in any other way.
        return builder.Complete((provider, engine) =>
            provider.GetRequiredService<StrategyUpdater>().LoadAsync(engine).GetAwaiter().GetResult());
    }

    private static StrategyUpdater Make(
        IServiceProvider provider,
        Func<IServiceProvider, IStrategySource> source,
        Action<StrategyUpdaterOptions>? configure)
    {
        var options = new StrategyUpdaterOptions();
        if (provider.GetService<TimeProvider>() is { } time)
        {
            options.TimeProvider = time;
        }

        configure?.Invoke(options);
        return new StrategyUpdater(source(provider), options);
    }

    private static HealthCheckResult Check(StrategyStatus status)
    {
        var data = new Dictionary<string, object>
        {
            ["source"] = status.SourceName,
            ["strategies"] = status.StrategyCount,
            ["readAt"] = status.ReadAt,
            ["isFromCache"] = status.IsFromCache,
            ["changes"] = status.ChangeCount,
            ["refused"] = status.RefusedCount,
        };
        return status.Problem is { } problem
            ? HealthCheckResult.Degraded($"The strategies of {status.ReadAt:u} count: {problem}", data: data)
            : HealthCheckResult.Healthy($"{status.StrategyCount} strategies as in {status.SourceName}.", data);
    }
}
