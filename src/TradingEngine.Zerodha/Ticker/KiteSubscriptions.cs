using System.Buffers;
using System.Text.Json;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// What one connection is to be subscribed to, and what the server was told of it. The difference is what is sent next:
/// after a reconnect the server knows nothing, so everything is sent again. Any thread may use it.
/// </summary>
internal sealed class KiteSubscriptions : ISocketOutbox, IDisposable
{
    private const int ModeCount = 3;

    private readonly object _gate = new();
    private readonly Dictionary<uint, KiteTickerMode> _wanted = [];
    private readonly Dictionary<uint, KiteTickerMode?> _told = [];
    private readonly List<uint> _tokens = [];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private bool _isDisposed;

    /// <summary>Instruments that are wanted.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _wanted.Count;
            }
        }
    }

    /// <summary>Wants an instrument in a mode.</summary>
    public void Set(uint token, KiteTickerMode mode)
    {
        lock (_gate)
        {
            _wanted[token] = mode;
        }
    }

    /// <summary>Wants an instrument no more.</summary>
    public void Remove(uint token)
    {
        lock (_gate)
        {
            _wanted.Remove(token);
        }
    }

    /// <summary>Lets the connection send what has changed.</summary>
    public void Announce()
    {
        lock (_gate)
        {
            if (!_isDisposed && _changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _told.Clear();
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    public bool TryTake(ArrayBufferWriter<byte> message)
    {
        lock (_gate)
        {
            return TryTakeUnsubscribe(message) || TryTakeSubscribe(message) || TryTakeMode(message);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _changed.Dispose();
        }
    }

    private bool TryTakeUnsubscribe(ArrayBufferWriter<byte> message)
    {
        _tokens.Clear();
        foreach (var token in _told.Keys)
        {
            if (!_wanted.ContainsKey(token))
            {
                _tokens.Add(token);
            }
        }

        _tokens.ForEach(token => _told.Remove(token));
        return TryWrite(message, "unsubscribe", mode: null);
    }

    private bool TryTakeSubscribe(ArrayBufferWriter<byte> message)
    {
        _tokens.Clear();
        foreach (var token in _wanted.Keys)
        {
            if (_told.TryAdd(token, null))
            {
                _tokens.Add(token);
            }
        }

        return TryWrite(message, "subscribe", mode: null);
    }

    /// <remarks>Every mode is said, the server's default too: then nothing depends on what that is.</remarks>
    private bool TryTakeMode(ArrayBufferWriter<byte> message)
    {
        for (var mode = KiteTickerMode.Ltp; (int)mode < ModeCount; mode++)
        {
            _tokens.Clear();
            foreach (var (token, wanted) in _wanted)
            {
                if (wanted == mode && _told[token] != mode)
                {
                    _tokens.Add(token);
                    _told[token] = mode;
                }
            }

            if (TryWrite(message, "mode", NameOf(mode)))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryWrite(ArrayBufferWriter<byte> message, string action, string? mode)
    {
        if (_tokens.Count == 0)
        {
            return false;
        }

        message.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(message);
        writer.WriteStartObject();
        writer.WriteString("a", action);
        writer.WriteStartArray("v");
        if (mode is not null)
        {
            writer.WriteStringValue(mode);
            writer.WriteStartArray();
        }

        foreach (var token in _tokens)
        {
            writer.WriteNumberValue(token);
        }

        if (mode is not null)
        {
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return true;
    }

    private static string NameOf(KiteTickerMode mode) => mode switch
    {
        KiteTickerMode.Ltp => "ltp",
        KiteTickerMode.Quote => "quote",
        _ => "full",
    };
}
