using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>One of a source's connections: its instruments, its socket, its frames on their way, its figures.</summary>
internal sealed class TickerConnection : ISocketHandler, IDisposable
{
    private const int FramesPerPoll = 16;

    private readonly string _name;
    private readonly KiteTickerOptions _options;
    private readonly KiteAccess _access;
    private readonly KiteTickParser _parser = new();
    private readonly FrameQueue _frames;
    private SourceContext? _context;
    private TickerTexts? _texts;
    private KiteSocket? _socket;
    private bool _isAlerted;
    private long _frameCount;
    private long _heartbeatCount;
    private long _textCount;
    private long _tooLongCount;

    public TickerConnection(int index, KiteTickerOptions options, KiteAccess access)
    {
        _name = $"Kite's ticker {index + 1}";
        _options = options;
        _access = access;
        _frames = new FrameQueue(options.FrameBufferCount, options.InstrumentsPerConnectionMax);
    }

    /// <summary>What it is subscribed to.</summary>
    public KiteSubscriptions Subscriptions { get; } = new();

    /// <summary>What its socket is doing.</summary>
    public KiteSocketState State => Volatile.Read(ref _socket)?.State ?? KiteSocketState.New;

    /// <summary>Begins to connect and returns at once.</summary>
    public void Start(SourceContext context, TickerTexts texts, ILogger logger)
    {
        _context = context;
        _texts = texts;
        var socket = new KiteSocket(
            _name, _options, _access, this, Subscriptions, context.TimeProvider, logger);
        Volatile.Write(ref _socket, socket);
        socket.Start();
    }

    /// <summary>Closes the connection.</summary>
    public Task StopAsync(TimeSpan timeout) => Volatile.Read(ref _socket)?.StopAsync(timeout) ?? Task.CompletedTask;

    /// <summary>Parses frames that have come, a bounded number. Called by the ingress thread.</summary>
    /// <returns>False where there was none.</returns>
    public bool Poll(TickBatch batch, TickListener listener)
    {
        var count = 0;
        while (count < FramesPerPoll && _frames.TryTake(out var ticks, out var frame))
        {
            count++;
            ticks?.MoveTo(batch);
            if (frame is not null)
            {
                _parser.Parse(frame.Frame, frame.ReceivedAt, batch, listener);
                _frames.Return(frame);
            }
        }

        return count > 0;
    }

    /// <summary>Adds its figures.</summary>
    public void AddTo(TickerFigures figures)
    {
        figures.Add(_parser);
        figures.Add(_frames.OverflowParser);
        figures.TooLongCount += Volatile.Read(ref _tooLongCount);
        figures.FrameCount += Volatile.Read(ref _frameCount);
        figures.HeartbeatCount += Volatile.Read(ref _heartbeatCount);
        figures.TextCount += Volatile.Read(ref _textCount);
        figures.LostTickCount += _frames.LostTickCount;
        figures.OverflowFrameCount += _frames.OverflowFrameCount;
        figures.ReconnectCount += Volatile.Read(ref _socket)?.ReconnectCount ?? 0;
        figures.ConnectedCount += State == KiteSocketState.Connected ? 1 : 0;
        figures.WaitingForTokenCount += State == KiteSocketState.WaitsForToken ? 1 : 0;
    }

    public void OnConnected()
    {
        if (_isAlerted)
        {
            _isAlerted = false;
            Tell(
                AlertKind.ConnectionRestored,
                AlertSeverity.Information,
                $"{_name} at {_access.Server} is there again.");
        }
    }

    public void OnDisconnected(string reason) => TellLost(
        $"{_name} at {_access.Server} is lost: prices of {Subscriptions.Count} instruments stand still. {reason}.");

    public void OnTokenMissing(string reason) => TellLost(
        $"{_name} at {_access.Server} has no access token, prices stand still: {reason}");

    public void OnBinary(ReadOnlySpan<byte> frame)
    {
        if (frame.Length == 1)
        {
            Volatile.Write(ref _heartbeatCount, _heartbeatCount + 1);
            return;
        }

        Volatile.Write(ref _frameCount, _frameCount + 1);
        _frames.Add(frame, KiteTick.ToIndianTime(_context!.TimeProvider.GetUtcNow()));
    }

    public void OnText(ReadOnlySpan<byte> utf8Text)
    {
        Volatile.Write(ref _textCount, _textCount + 1);
        _texts!.Take(_name, utf8Text);
    }

    public void OnTooLong() => Volatile.Write(ref _tooLongCount, _tooLongCount + 1);

    public void Dispose()
    {
        _socket?.Dispose();
        Subscriptions.Dispose();
    }

    private void TellLost(string message)
    {
        _isAlerted = true;
        Tell(AlertKind.ConnectionLost, AlertSeverity.Critical, message);
    }

    private void Tell(AlertKind kind, AlertSeverity severity, string message) =>
        _context!.Alert(new Alert(kind, severity, message, "zerodha", _context.TimeProvider.GetUtcNow()));
}
