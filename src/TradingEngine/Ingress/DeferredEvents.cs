using TradingEngine.Internals;
using TradingEngine.Routing;

namespace TradingEngine.Ingress;

/// <summary>
/// What waits beside the ring: control events of any thread, and the newest ticks that found the ring full.
/// </summary>
/// <typeparam name="TGate">The gate that they will go through.</typeparam>
/// <remarks>
/// Whoever publishes next lets them go first, so no signal overtakes a tick that came before it, and a control event
/// counts for every event that is published after it was given.
/// </remarks>
internal sealed class DeferredEvents<TGate>
    where TGate : struct, IPipelineGate
{
    private readonly object _lock = new();
    private readonly Conflator _conflator;
    private readonly Queue<ControlEvent> _controls = new();
    private readonly SideTable _side;
    private readonly TimeProvider _timeProvider;
    private readonly TGate _gate;
    private bool _hasAny;
    private long _conflatedCount;

    public DeferredEvents(TGate gate, SideTable side, int instrumentCapacity, TimeProvider timeProvider)
    {
        _gate = gate;
        _side = side;
        _timeProvider = timeProvider;
        _conflator = new Conflator(instrumentCapacity);
    }

    /// <summary>True while something waits. Read for every tick, so it is no more than one load.</summary>
    public bool HasAny => Volatile.Read(ref _hasAny);

    /// <summary>Ticks that were replaced by a newer one.</summary>
    public long ConflatedCount => Volatile.Read(ref _conflatedCount);

    /// <summary>Ticks that wait.</summary>
    public int TickCount
    {
        get
        {
            lock (_lock)
            {
                return _conflator.Count;
            }
        }
    }

    /// <summary>Adds a control event. Any thread may.</summary>
    public void Add(ControlEvent control)
    {
        lock (_lock)
        {
            _controls.Enqueue(control);
            Volatile.Write(ref _hasAny, true);
        }
    }

    /// <summary>
    /// Publishes what waits and then a tick; where the ring is full, holds the tick too if <paramref name="mayDefer"/>.
    /// </summary>
    /// <returns>What became of the tick; null where it may not be deferred and there was no room.</returns>
    public PublishResult? PublishOrDefer(int instrument, long priceRaw, long quantity, long timeTicks, bool mayDefer)
    {
        lock (_lock)
        {
            if (FlushLocked() && _gate.TryClaim(1, out var sequence))
            {
                SlotWriter.WriteTick(ref _gate[sequence], instrument, priceRaw, quantity, timeTicks);
                _gate.Publish(sequence, sequence);
                return PublishResult.Published;
            }

            if (!mayDefer)
            {
                return null;
            }

            if (_conflator.Put(instrument, priceRaw, quantity, timeTicks))
            {
                Volatile.Write(ref _conflatedCount, _conflatedCount + 1);
            }

            Volatile.Write(ref _hasAny, true);
            return PublishResult.Deferred;
        }
    }

    /// <summary>Publishes what waits.</summary>
    /// <returns>False where the ring is full and something still waits.</returns>
    public bool TryFlush()
    {
        lock (_lock)
        {
            return FlushLocked();
        }
    }

    private bool FlushLocked()
    {
        while (_conflator.Count > 0 || _controls.Count > 0)
        {
            if (!_gate.TryClaim(1, out var sequence))
            {
                return false;
            }

            ref var slot = ref _gate[sequence];
            if (_conflator.Count > 0)
            {
                _conflator.Take(ref slot);
            }
            else
            {
                _side.Set(sequence, _controls.Dequeue());
                SlotWriter.WriteControl(ref slot, _timeProvider.GetUtcNow().UtcTicks);
            }

            _gate.Publish(sequence, sequence);
        }

        Volatile.Write(ref _hasAny, false);
        return true;
    }
}
