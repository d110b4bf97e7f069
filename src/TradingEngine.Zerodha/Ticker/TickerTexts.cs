using System.Text;
using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>What happens to text frames: orders go to a handler, texts to the log. Any thread may use it.</summary>
internal sealed class TickerTexts
{
    private readonly object _gate = new();
    private readonly KiteAccess _access;
    private readonly ILogger _logger;
    private readonly KiteOrderUpdateHandler _orderUpdate;
    private long _orderUpdateCount;
    private long _unreadableCount;

    /// <param name="access">Takes secrets out of texts.</param>
    /// <param name="logger">The log.</param>
    /// <param name="orderUpdate">Gets orders, one call at a time.</param>
    public TickerTexts(KiteAccess access, ILogger logger, KiteOrderUpdateHandler orderUpdate)
    {
        _access = access;
        _logger = logger;
        _orderUpdate = orderUpdate;
    }

    /// <summary>Orders that came, repeated ones too.</summary>
    public long OrderUpdateCount => Volatile.Read(ref _orderUpdateCount);

    /// <summary>Texts that could not be read.</summary>
    public long UnreadableCount => Volatile.Read(ref _unreadableCount);

    /// <summary>Takes a text frame of a connection.</summary>
    public void Take(string connection, ReadOnlySpan<byte> utf8Text)
    {
        if (!KiteTextFrame.TryRead(utf8Text, out var frame) || (frame.Type == "order" && !frame.IsOrder))
        {
            Interlocked.Increment(ref _unreadableCount);
            _logger.TextUnreadable(connection, utf8Text.Length);
        }
        else if (frame.IsOrder)
        {
            Interlocked.Increment(ref _orderUpdateCount);
            Tell(frame.Data);
        }
        else
        {
            Log(connection, frame);
        }
    }

    private void Log(string connection, KiteTextFrame frame)
    {
        var level = LevelOf(frame.Type);
        if (_logger.IsEnabled(level))
        {
            var text = frame.Text ?? Encoding.UTF8.GetString(frame.Data);
            _logger.ServerSays(level, connection, _access.Redact(frame.Type), _access.Redact(text));
        }
    }

    /// <summary>Messages are for people; types that are not known are not.</summary>
    private static LogLevel LevelOf(string type) => type switch
    {
        "error" => LogLevel.Warning,
        "message" => LogLevel.Information,
        _ => LogLevel.Debug,
    };

    private void Tell(ReadOnlySpan<byte> order)
    {
        try
        {
            lock (_gate)
            {
                _orderUpdate(order);
            }
        }
        catch (Exception exception)
        {
            _logger.OrderHandlerFailed(exception);
        }
    }
}
