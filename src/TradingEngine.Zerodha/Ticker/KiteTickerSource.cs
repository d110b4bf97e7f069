using Microsoft.Extensions.Logging;
using TradingEngine.Ingress;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Kite's ticker as a source of ticks. Each connection receives on its own; the engine's ingress thread parses what
/// came and publishes it, without an allocation per tick. When the engine is slow the newest tick of each instrument
/// wins.
/// </summary>
/// <remarks>
/// A lost connection comes back by itself with all subscriptions and modes, and a refused access token is waited for:
/// both are told by alerts. The key and the token stand in no log, alert or exception.
/// </remarks>
public sealed class KiteTickerSource : IEventSource
{
    private readonly KiteTickerOptions _options;
    private readonly KiteAccess _access;
    private readonly TickerShards _shards;
    private readonly TickBatch _batch = new();
    private TickListener? _listener;
    private TickerTexts? _texts;
    private int _isStopped;

    /// <summary>Makes a source that is subscribed to nothing yet.</summary>
    /// <param name="options">How it speaks to Kite; a copy is taken.</param>
    /// <param name="accessToken">
    /// The access token of the day, null where there is none. Asked before each attempt to connect, from any thread.
    /// </param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public KiteTickerSource(KiteTickerOptions options, Func<string?> accessToken)
    {
        KiteTickerOptionsCheck.ThrowIfInvalid(options);
        ArgumentNullException.ThrowIfNull(accessToken);
        _options = options.Copy();
        _access = new KiteAccess(_options, accessToken);
        _shards = new TickerShards(
            _options, index => new TickerConnection(index, _options, _access));
    }

    /// <summary>
    /// Raised for each update of one of the user's orders, wherever it was placed, one call at a time, on a thread that
    /// receives: it should be quick. With several connections the same update comes several times.
    /// </summary>
    public event KiteOrderUpdateHandler? OrderUpdate;

    /// <summary>
    /// Raised for each packet on the ingress thread, before its tick is published: for volume, open interest and depth.
    /// It must be quick. A handler that throws is called no more. Frames that found no buffer are not shown.
    /// </summary>
    public event KiteTickHandler? TickReceived;

    /// <summary>
    /// Subscribes instruments, and sets the mode of those that are subscribed already. Any thread may.
    /// </summary>
    /// <param name="instrumentTokens">Their numbers at Kite, 1 to 4,294,967,295.</param>
    /// <param name="mode">
    /// How much is sent of them. Only <see cref="KiteTickerMode.Full"/> has the exchange's time.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number or the mode is out of range.</exception>
    /// <exception cref="InvalidOperationException">They are more than the connections take; nothing was
    /// changed.</exception>
    public void Subscribe(IEnumerable<long> instrumentTokens, KiteTickerMode mode = KiteTickerMode.Full) =>
        _shards.Subscribe(Check(instrumentTokens), Check(mode));

    /// <summary>Ends subscriptions. Those that are not subscribed are passed over. Any thread may.</summary>
    /// <param name="instrumentTokens">Their numbers at Kite, 1 to 4,294,967,295.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public void Unsubscribe(IEnumerable<long> instrumentTokens) => _shards.Unsubscribe(Check(instrumentTokens));

    /// <summary>Sets the mode of instruments that are subscribed. Any thread may.</summary>
    /// <param name="instrumentTokens">Their numbers at Kite, 1 to 4,294,967,295.</param>
    /// <param name="mode">How much is sent of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or the mode is out of range.</exception>
    /// <exception cref="ArgumentException">One of them is not subscribed; nothing was changed.</exception>
    public void SetMode(IEnumerable<long> instrumentTokens, KiteTickerMode mode) =>
        _shards.SetMode(Check(instrumentTokens), Check(mode));

    /// <summary>What it is doing. Any thread may ask. This method allocates.</summary>
    public KiteTickerStatus GetStatus()
    {
        var connections = _shards.Connections;
        var figures = new TickerFigures();
        foreach (var fault in Enum.GetValues<KiteFrameFault>())
        {
            figures.Add(fault, 0);
        }

        foreach (var connection in connections)
        {
            connection.AddTo(figures);
        }

        figures.Add(KiteFrameFault.TooLong, figures.TooLongCount);
        var texts = Volatile.Read(ref _texts);
        return new KiteTickerStatus
        {
            ConnectionCount = connections.Length,
            ConnectedCount = figures.ConnectedCount,
            IsWaitingForToken = figures.WaitingForTokenCount > 0,
            ReconnectCount = figures.ReconnectCount,
            InstrumentCount = _shards.InstrumentCount,
            FrameCount = figures.FrameCount,
            HeartbeatCount = figures.HeartbeatCount,
            BadFrames = figures.BadFrames,
            PacketCount = figures.PacketCount,
            UnknownPacketCount = figures.UnknownPacketCount,
            PricelessPacketCount = figures.PricelessPacketCount,
            TickCount = _batch.TickCount,
            RefusedTickCount = _batch.RefusedCount,
            OverflowFrameCount = figures.OverflowFrameCount,
            LostTickCount = figures.LostTickCount,
            NewestTickTime = _batch.NewestTickTime,
            TextCount = figures.TextCount,
            UnreadableTextCount = texts?.UnreadableCount ?? 0,
            OrderUpdateCount = texts?.OrderUpdateCount ?? 0,
        };
    }

    /// <inheritdoc/>
    public ValueTask StartAsync(SourceContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var logger = context.Loggers.CreateLogger<KiteTickerSource>();
        var texts = new TickerTexts(_access, logger, order => OrderUpdate?.Invoke(order));
        _listener = new TickListener(logger);
        Volatile.Write(ref _texts, texts);
        _shards.Start(connection => connection.Start(context, texts, logger));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public SourceStatus Poll(IngressPort ingress)
    {
        _batch.Begin(ingress);
        _listener!.Handler = TickReceived;
        var isActive = false;
        foreach (var connection in _shards.Connections)
        {
            isActive |= connection.Poll(_batch, _listener);
        }

        _batch.Publish();
        return isActive ? SourceStatus.Active : SourceStatus.Idle;
    }

    /// <inheritdoc/>
    public async ValueTask StopAsync(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
        {
            return;
        }

        var connections = _shards.End();
        var stops = new Task[connections.Length];
        for (var i = 0; i < connections.Length; i++)
        {
            stops[i] = connections[i].StopAsync(timeout);
        }

        await Task.WhenAll(stops).ConfigureAwait(false);
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    private static KiteTickerMode Check(KiteTickerMode mode) => mode is >= KiteTickerMode.Ltp and <= KiteTickerMode.Full
        ? mode
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode.");

    private static List<uint> Check(IEnumerable<long> instrumentTokens)
    {
        ArgumentNullException.ThrowIfNull(instrumentTokens);
        var tokens = new List<uint>();
        foreach (var token in instrumentTokens)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(token, nameof(instrumentTokens));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(token, uint.MaxValue, nameof(instrumentTokens));
            tokens.Add((uint)token);
        }

        return tokens;
    }
}
