using Microsoft.Extensions.Diagnostics.HealthChecks;
using TradingEngine.Model;
using TradingEngine.Traders;

namespace TradingEngine.Hosting.Health;

/// <summary>Judges an engine by its status. One for an engine: it remembers the failures of sinks.</summary>
internal sealed class EngineHealth
{
    public const string Tag = "tradingengine";
    private const int Percent = 100;

    private long _sinkFailureCount;

    /// <summary>Whether the engine runs and its rings have room.</summary>
    public static HealthCheckResult CheckEngine(EngineStatus status, HealthThresholds thresholds)
    {
        var ringFill = Fill(status.Ring);
        var egressFill = Fill(status.EgressRing);
        var data = new Dictionary<string, object>
        {
            ["state"] = status.State.ToString(),
            ["mode"] = status.Mode.ToString(),
            ["ticks"] = status.TickCount,
            ["signals"] = status.SignalCount,
            ["orderEvents"] = status.OrderEventCount,
            ["ringFillPercent"] = ringFill,
            ["egressRingFillPercent"] = egressFill,
        };
        if (status.State != EngineState.Running)
        {
            var health = status.State == EngineState.Starting ? HealthStatus.Degraded : HealthStatus.Unhealthy;
            return new HealthCheckResult(health, $"The engine is {status.State}.", data: data);
        }

        if (status.JournalFailure is { } failure)
        {
            return HealthCheckResult.Unhealthy($"The journal cannot be written: {failure}", data: data);
        }

        if (status.Mode != TradingMode.Active)
        {
            return HealthCheckResult.Degraded($"Trading is {status.Mode}.", data: data);
        }

        return Math.Max(ringFill, egressFill) > thresholds.RingFillPercentMax
            ? HealthCheckResult.Degraded($"A ring is more than {thresholds.RingFillPercentMax} % full.", data: data)
            : HealthCheckResult.Healthy("The engine is running.", data);
    }

    /// <summary>Whether the traders take orders.</summary>
    /// <remarks>A shadow takes no orders in earnest: it is shown, and counts for nothing.</remarks>
    public static HealthCheckResult CheckTraders(EngineStatus status)
    {
        var data = new Dictionary<string, object>();
        var traderCount = 0;
        var readyCount = 0;
        var unknownCount = 0;
        string? impediment = null;
        foreach (var trader in status.Traders)
        {
            data[trader.Name] = trader.Impediment ?? trader.State.ToString();
            if (ShadowName.Is(trader.Name))
            {
                continue;
            }

            traderCount++;
            impediment ??= trader.Impediment is { } reason ? $" '{trader.Name}' takes no orders: {reason}" : null;
            unknownCount += trader.UnknownCount;
            readyCount += trader.State == TraderState.Ready ? 1 : 0;
        }

        var text = $"{readyCount} of {traderCount} traders are ready.{impediment}";
        if (readyCount == 0)
        {
            return HealthCheckResult.Unhealthy(text, data: data);
        }

        if (unknownCount > 0)
        {
            return HealthCheckResult.Degraded($"{text} The outcome of {unknownCount} orders is not known.", data: data);
        }

        return readyCount < traderCount || impediment is not null
            ? HealthCheckResult.Degraded(text, data: data)
            : HealthCheckResult.Healthy(text, data);
    }

    /// <summary>Whether a sink threw since the last check.</summary>
    /// <remarks>Checks that run at once share the failures out: each is seen by one of them.</remarks>
    public HealthCheckResult CheckSinks(EngineStatus status, HealthThresholds thresholds)
    {
        var count = status.SinkFailureCount;
        var newCount = count - Interlocked.Exchange(ref _sinkFailureCount, count);
        var data = new Dictionary<string, object> { ["failures"] = count, ["newFailures"] = newCount };
        if (newCount <= 0)
        {
            return HealthCheckResult.Healthy("No sink threw since the last check.", data);
        }

        var health = newCount > thresholds.SinkFailureCountMax ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        return new HealthCheckResult(health, $"Sinks threw {newCount} times since the last check.", data: data);
    }

    private static int Fill((int Used, int Size) ring) => ring.Used * Percent / Math.Max(ring.Size, 1);
}
