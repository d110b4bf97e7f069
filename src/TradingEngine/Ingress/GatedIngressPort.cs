using System.Diagnostics;
using System.Runtime.CompilerServices;
using TradingEngine.Internals;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Prices;
using TradingEngine.Routing;

namespace TradingEngine.Ingress;

/// <summary>The port, compiled for one kind of gate.</summary>
/// <typeparam name="TGate">The gate; a struct, so that its calls are inlined.</typeparam>
internal sealed class GatedIngressPort<TGate> : IngressPort, IIngressControl
    where TGate : struct, IPipelineGate
{
    private const int BatchSizeLimit = 256;

    private readonly TGate _gate;
    private readonly SideTable _side;
    private readonly InstrumentIndex _instruments;
    private readonly TimeProvider _timeProvider;
    private readonly PublisherGuard _guard;
    private readonly DeferredEvents<TGate> _deferred;
    private readonly Func<bool> _hasEgressRoom;
    private readonly bool _mayDefer;
    private readonly int _batchSizeMax;
    private long _refusedTickCount;
    private long _refusedSignalCount;
    private long _publishedSignalCount;

    public GatedIngressPort(
        TGate gate,
        SideTable side,
        InstrumentIndex instruments,
        TimeProvider timeProvider,
        Producers producers,
        TickOverflow overflow,
        Func<bool> hasEgressRoom)
    {
        _gate = gate;
        _side = side;
        _instruments = instruments;
        _timeProvider = timeProvider;
        _hasEgressRoom = hasEgressRoom;
        _guard = new PublisherGuard(producers == Producers.Many);
        _deferred = new DeferredEvents<TGate>(gate, side, instruments.Capacity, timeProvider);
        _mayDefer = overflow == TickOverflow.Conflate;
        _batchSizeMax = Math.Min(BatchSizeLimit, gate.SlotCount);
    }

    public override long ConflatedTickCount => _deferred.ConflatedCount;

    public override long RefusedTickCount => Volatile.Read(ref _refusedTickCount);

    public override long RefusedSignalCount => Volatile.Read(ref _refusedSignalCount);

    public override long PublishedSignalCount => Volatile.Read(ref _publishedSignalCount);

    public override PublishResult Publish(in MarketTick tick)
    {
        if (!_guard.TryEnter())
        {
            return PublishResult.NotRunning;
        }

        var result = PublishTick(tick);
        _guard.Exit();
        return result;
    }

    public override int Publish(ReadOnlySpan<MarketTick> ticks)
    {
        if (!_guard.TryEnter())
        {
            return ticks.Length;
        }

        var refused = 0;
        while (!ticks.IsEmpty)
        {
            var count = Math.Min(ticks.Length, _batchSizeMax);
            refused += PublishBatch(ticks[..count]);
            ticks = ticks[count..];
        }

        _guard.Exit();
        return refused;
    }

    public override PublishResult Publish(TradingSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (!_guard.TryEnter())
        {
            return PublishResult.NotRunning;
        }

        try
        {
            return Check(signal) is var result && result == PublishResult.Published ? PublishValid(signal) : result;
        }
        finally
        {
            _guard.Exit();
        }
    }

    public override PublishResult TryPublish(TradingSignal signal, SignalDelivery? delivery = null)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (!_guard.TryEnter())
        {
            return PublishResult.NotRunning;
        }

        try
        {
            var result = Check(signal);
            if (result != PublishResult.Published)
            {
                return result;
            }

            var publishedTimestamp = Stopwatch.GetTimestamp();
            if (!TryClaimSignal(out var sequence))
            {
                return PublishResult.RingFull;
            }

            WriteSignal(sequence, signal, delivery, publishedTimestamp);
            return PublishResult.Published;
        }
        finally
        {
            _guard.Exit();
        }
    }

    public override int Flush()
    {
        if (_guard.TryEnter())
        {
            _deferred.TryFlush();
            _guard.Exit();
        }

        return _deferred.HasAny ? _deferred.TickCount : 0;
    }

    void IIngressControl.Add(ControlEvent control) => _deferred.Add(control);

    void IIngressControl.Open() => _guard.Open();

    /// <remarks>
    /// Nobody is inside once the guard is closed, so the stopping thread may publish what was deferred.
    /// </remarks>
    bool IIngressControl.Close(Deadline deadline) =>
        _guard.Close(deadline) && deadline.WaitUntil(_deferred.TryFlush);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PublishResult PublishTick(in MarketTick tick)
    {
        var result = EventChecks.Check(tick);
        if (result != PublishResult.Published)
        {
            return Refuse(result);
        }

        var instrument = _instruments.GetOrAdd(tick.InstrumentToken);
        if (instrument < 0)
        {
            return Refuse(PublishResult.InstrumentLimit);
        }

        if (_deferred.HasAny || !_gate.TryClaim(1, out var sequence))
        {
            return PublishOrDefer(instrument, tick);
        }

        WriteTick(sequence, instrument, tick);
        _gate.Publish(sequence, sequence);
        return PublishResult.Published;
    }

    /// <summary>
    /// Publishes a batch with one claim where every tick is valid and there is room; else one by one.
    /// </summary>
    private int PublishBatch(ReadOnlySpan<MarketTick> ticks)
    {
        Span<int> instruments = stackalloc int[BatchSizeLimit];
        var isPlain = !_deferred.HasAny;
        for (var i = 0; i < ticks.Length && isPlain; i++)
        {
            isPlain = EventChecks.Check(ticks[i]) == PublishResult.Published
                && (instruments[i] = _instruments.GetOrAdd(ticks[i].InstrumentToken)) >= 0;
        }

        if (!isPlain || !_gate.TryClaim(ticks.Length, out var last))
        {
            return PublishOneByOne(ticks);
        }

        var first = last - ticks.Length + 1;
        for (var i = 0; i < ticks.Length; i++)
        {
            WriteTick(first + i, instruments[i], ticks[i]);
        }

        _gate.Publish(first, last);
        return 0;
    }

    private int PublishOneByOne(ReadOnlySpan<MarketTick> ticks)
    {
        var refused = 0;
        foreach (ref readonly var tick in ticks)
        {
            refused += PublishTick(tick) is PublishResult.Published or PublishResult.Deferred ? 0 : 1;
        }

        return refused;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteTick(long sequence, int instrument, in MarketTick tick) => SlotWriter.WriteTick(
        ref _gate[sequence], instrument, tick.LastPrice.Raw, tick.LastTradedQuantity, tick.Timestamp.UtcTicks);

    private PublishResult PublishValid(TradingSignal signal)
    {
        var publishedTimestamp = Stopwatch.GetTimestamp();
        var backoff = new Backoff();
        long sequence;
        while (!TryClaimSignal(out sequence))
        {
            if (_guard.IsClosed)
            {
                return PublishResult.NotRunning;
            }

            backoff.Pause();
        }

        WriteSignal(sequence, signal, null, publishedTimestamp);
        return PublishResult.Published;
    }

    /// <summary>
    /// Claims a slot for a signal, behind everything that was deferred and where there is room for what comes of it.
    /// </summary>
    private bool TryClaimSignal(out long sequence)
    {
        sequence = 0;
        return !(_deferred.HasAny && !_deferred.TryFlush()) && _hasEgressRoom() && _gate.TryClaim(1, out sequence);
    }

    /// <remarks>
    /// The claimed slot goes out whatever happens, empty if it must be: a slot kept back would stop the ring.
    /// </remarks>
    private void WriteSignal(long sequence, TradingSignal signal, SignalDelivery? delivery, long publishedTimestamp)
    {
        ref var slot = ref _gate[sequence];
        slot.Kind = SlotKind.Empty;
        try
        {
            _side.Set(sequence, signal, delivery);
            SlotWriter.WriteSignal(
                ref slot,
                _instruments.Find(signal.InstrumentToken),
                OrderIdentity.SignalKeyOf(signal.SignalId),
                _timeProvider.GetUtcNow().UtcTicks,
                publishedTimestamp);
            Interlocked.Increment(ref _publishedSignalCount);
        }
        finally
        {
            _gate.Publish(sequence, sequence);
        }
    }

    private PublishResult Check(TradingSignal signal)
    {
        var result = EventChecks.Check(signal);
        if (result != PublishResult.Published)
        {
            Interlocked.Increment(ref _refusedSignalCount);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PublishResult PublishOrDefer(int instrument, in MarketTick tick)
    {
        var backoff = new Backoff();
        while (true)
        {
            var result = _deferred.PublishOrDefer(
                instrument, tick.LastPrice.Raw, tick.LastTradedQuantity, tick.Timestamp.UtcTicks, _mayDefer);
            if (result is { } known)
            {
                return known;
            }

            if (_guard.IsClosed)
            {
                return PublishResult.NotRunning;
            }

            backoff.Pause();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PublishResult Refuse(PublishResult result)
    {
        Interlocked.Increment(ref _refusedTickCount);
        return result;
    }
}
