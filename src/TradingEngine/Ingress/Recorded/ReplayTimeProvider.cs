namespace TradingEngine.Ingress.Recorded;

/// <summary>A clock that stands at the time of the event that is being replayed.</summary>
/// <remarks>Set by the ingress thread, read by any.</remarks>
public sealed class ReplayTimeProvider : TimeProvider
{
    private long _utcTicks;

    /// <summary>The time of the newest event.</summary>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    /// <summary>Moves the clock to the time of the event that is published next. It may also go back.</summary>
    public void Set(DateTimeOffset time) => Volatile.Write(ref _utcTicks, time.UtcTicks);
}
