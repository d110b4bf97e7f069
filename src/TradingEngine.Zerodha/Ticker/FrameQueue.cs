namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// The frames of one connection on their way from the thread that receives to the one that publishes. Bounded: when all
/// buffers are taken, the oldest frame is parsed into the newest tick of each instrument, which leaves the queue first.
/// </summary>
/// <remarks>
/// One thread adds, another takes. The lock is held for a copy, or for the parsing of one frame; never while ticks are
/// published, so a slow engine does not hold the connection up.
/// </remarks>
internal sealed class FrameQueue
{
    private readonly object _gate = new();
    private readonly Queue<FrameBuffer> _frames;
    private readonly Stack<FrameBuffer> _free;
    private LatestTicks _overflow;
    private LatestTicks _overflowTaken;
    private long _overflowFrameCount;

    /// <param name="frameCount">Frames that it holds, two or more.</param>
    /// <param name="instrumentCount">Instruments whose newest tick it holds.</param>
    public FrameQueue(int frameCount, int instrumentCount)
    {
        _frames = new Queue<FrameBuffer>(frameCount);
        _free = new Stack<FrameBuffer>(frameCount);
        for (var i = 0; i < frameCount; i++)
        {
            _free.Push(new FrameBuffer());
        }

        _overflow = new LatestTicks(instrumentCount);
        _overflowTaken = new LatestTicks(instrumentCount);
    }

    /// <summary>Counts what was in the frames that found no room.</summary>
    public KiteTickParser OverflowParser { get; } = new();

    /// <summary>Frames that found the queue full and pushed the oldest one out.</summary>
    public long OverflowFrameCount => Volatile.Read(ref _overflowFrameCount);

    /// <summary>Ticks that are lost: a newer one of their instrument replaced them.</summary>
    public long LostTickCount
    {
        get
        {
            lock (_gate)
            {
                return _overflow.LostCount + _overflowTaken.LostCount;
            }
        }
    }

    /// <summary>Adds a copy of a frame. Never waits for the engine.</summary>
    public void Add(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var buffer))
            {
                buffer = PushOut();
            }

            buffer.Set(frame, receivedAt);
            _frames.Enqueue(buffer);
        }
    }

    /// <summary>Takes what is oldest: the ticks of frames that were pushed out, or a frame.</summary>
    /// <param name="ticks">Ticks to take out before the next call; null where there is a frame or nothing.</param>
    /// <param name="frame">A frame to give back by <see cref="Return"/>; null where there are ticks or nothing.</param>
    /// <returns>False where there is nothing.</returns>
    public bool TryTake(out LatestTicks? ticks, out FrameBuffer? frame)
    {
        ticks = null;
        lock (_gate)
        {
            if (_overflow.Count == 0)
            {
                return _frames.TryDequeue(out frame);
            }

            (_overflow, _overflowTaken) = (_overflowTaken, _overflow);
            ticks = _overflowTaken;
            frame = null;
            return true;
        }
    }

    /// <summary>Gives a buffer back.</summary>
    public void Return(FrameBuffer frame)
    {
        lock (_gate)
        {
            _free.Push(frame);
        }
    }

    private FrameBuffer PushOut()
    {
        var oldest = _frames.Dequeue();
        OverflowParser.Parse(oldest.Frame, oldest.ReceivedAt, _overflow, listener: null);
        Volatile.Write(ref _overflowFrameCount, _overflowFrameCount + 1);
        return oldest;
    }
}
