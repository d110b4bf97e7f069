using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TradingEngine.Hosting.Health;

/// <summary>A health check that reads a status and judges it at once, without waiting.</summary>
public sealed class StatusHealthCheck : IHealthCheck
{
    private readonly Func<HealthCheckResult> _check;

    /// <summary>A health check that calls a function. What the function throws makes it unhealthy.</summary>
    public StatusHealthCheck(Func<HealthCheckResult> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        _check = check;
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(_check());
}
