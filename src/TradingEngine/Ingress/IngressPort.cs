using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>Where ticks and signals enter the engine.</summary>
/// <remarks>
/// With <see cref="Producers.One"/> one thread at a time may publish; two at once get an
/// <see cref="InvalidOperationException"/>. With <see cref="Producers.Many"/> any thread may, at a higher price.
/// </remarks>
public abstract class IngressPort
{
    private protected IngressPort()
    {
    }

    /// <summary>Ticks that were replaced by a newer one of their instrument while the ring was full.</summary>
    public abstract long ConflatedTickCount { get; }

    /// <summary>Ticks that were refused because they were not valid.</summary>
    public abstract long RefusedTickCount { get; }

    /// <summary>Signals that were refused because they were not valid.</summary>
    public abstract long RefusedSignalCount { get; }

    /// <summary>Signals that entered the ring.</summary>
    public abstract long PublishedSignalCount { get; }

    /// <summary>Publishes a tick. Does not allocate; waits only with <see cref="TickOverflow.Wait"/>.</summary>
    public abstract PublishResult Publish(in MarketTick tick);

    /// <summary>Publishes ticks in one go, which is cheaper than one by one.</summary>
    /// <returns>How many were refused because they were not valid; the others are published or deferred. All of them
    /// where the engine is not running.</returns>
    public abstract int Publish(ReadOnlySpan<MarketTick> ticks);

    /// <summary>Publishes a signal. Waits while the ring is full; a signal is never dropped.</summary>
    public abstract PublishResult Publish(TradingSignal signal);

    /// <summary>
    /// Publishes a signal if there is room for it and never waits, for a source that has something else to do meanwhile.
    /// </summary>
    /// <param name="signal">The signal.</param>
    /// <param name="delivery">
    /// Completed when the engine is done with the signal; null for nobody. It is the engine's only where the result is
    /// <see cref="PublishResult.Published"/>.
    /// </param>
    /// <returns><see cref="PublishResult.RingFull"/> where there is no room now.</returns>
    public abstract PublishResult TryPublish(TradingSignal signal, SignalDelivery? delivery = null);

    /// <summary>Publishes deferred ticks as far as there is room. The next publish does the same.</summary>
    /// <returns>How many are still deferred.</returns>
    public abstract int Flush();
}
