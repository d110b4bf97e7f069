using System.Collections.Concurrent;
using System.Diagnostics;

namespace TradingEngine.Runner.Demo.Kafka;

/// <summary>When each signal was sent, for the time until its event was read back.</summary>
internal sealed class SendTimes
{
    private readonly ConcurrentDictionary<string, long> _timestamps = new(StringComparer.Ordinal);

    /// <summary>Notes that a signal is sent now.</summary>
    public void Add(string signalId) => _timestamps[signalId] = Stopwatch.GetTimestamp();

    /// <summary>The time since a signal was sent; null where that is not known.</summary>
    public TimeSpan? Take(string? signalId) => signalId is not null && _timestamps.TryRemove(signalId, out var sent)
        ? Stopwatch.GetElapsedTime(sent)
        : null;
}
