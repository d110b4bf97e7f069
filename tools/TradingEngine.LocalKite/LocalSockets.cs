using System.Net.WebSockets;
using System.Text;
using TradingEngine.LocalKite.Book;
using TradingEngine.LocalKite.Sockets;

namespace TradingEngine.LocalKite;

/// <summary>The WebSockets of a server. Its members can be called by any thread.</summary>
public sealed class LocalSockets : ITicksAndFrames, IDisposable
{
    private const int HeartbeatMillis = 700;
    private static readonly byte[] Heartbeat = [0];
    private readonly Lock _lock = new();
    private readonly List<SocketConnection> _connections = [];
    private readonly LocalKiteOptions _options;
    private readonly LocalFaults _faults;
    private readonly Timer _heartbeats;
    private readonly Signal _changed = new();
    private int _dropNext;
    private int _duplicateNext;
    private bool _isDisposed;

    internal LocalSockets(LocalKiteOptions options, LocalFaults faults)
    {
        _options = options;
        _faults = faults;
        _heartbeats = new Timer(_ => Beat());
    }

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>How many have been opened since the start.</summary>
    public int Opened { get; private set; }

    /// <summary>How many order frames have been sent, one for each socket.</summary>
    public long OrderFrames { get; private set; }

    /// <summary>Whether heartbeats are sent. Without them and without ticks a socket looks dead.</summary>
    /// <value>The default is true.</value>
    public bool SendsHeartbeats { get; set; } = true;

    /// <summary>The mode of each subscribed instrument: ltp, quote or full; the widest of all sockets.</summary>
    public IReadOnlyDictionary<long, string> Subscriptions
    {
        get
        {
            lock (_lock)
            {
                return _connections
                    .SelectMany(connection => connection.Modes)
                    .GroupBy(pair => pair.Key, pair => pair.Value)
                    .ToDictionary(group => group.Key, group => NameOf(group.Max()));
            }
        }
    }

    /// <summary>Cuts all sockets without a word.</summary>
    public void CutAll()
    {
        SocketConnection[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
        }

        foreach (var connection in connections)
        {
            connection.Cut();
        }
    }

    /// <summary>No socket gets the next order frames.</summary>
    public void DropNextOrderFrames(int n) => Change(() => _dropNext += n);

    /// <summary>All sockets get the next order frames twice.</summary>
    public void DuplicateNextOrderFrames(int n) => Change(() => _duplicateNext += n);

    /// <summary>Sends a text frame to all sockets, well formed or not.</summary>
    public void SendText(string text) => SendAll(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    /// <summary>Sends a binary frame to all sockets, well formed or not.</summary>
    public void SendBinary(ReadOnlyMemory<byte> data) => SendAll(data, WebSocketMessageType.Binary);

    /// <summary>Waits until something is true of the sockets: of their count or their subscriptions.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task WaitUntilAsync(Func<LocalSockets, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _changed.WaitUntilAsync(() => condition(this), cancellationToken);
    }

    /// <summary>Ends the heartbeats.</summary>
    public void Dispose() => Change(() =>
    {
        _isDisposed = true;
        _heartbeats.Dispose();
    });

    void ITicksAndFrames.OnTicks(IReadOnlyList<Market> markets)
    {
        lock (_lock)
        {
            foreach (var connection in _connections)
            {
                SendTicks(connection, markets);
            }
        }
    }

    void ITicksAndFrames.OnOrder(LocalOrder order)
    {
        var (isDropped, isDoubled, isCut) = _faults.NextFrame();
        if (isCut)
        {
            CutAll();
            return;
        }

        lock (_lock)
        {
            if (isDropped || TakeOne(ref _dropNext) || _connections.Count == 0)
            {
                return;
            }

            var frame = OrderFrame.Frame(order, _options);
            var times = isDoubled || TakeOne(ref _duplicateNext) ? 2 : 1;
            foreach (var connection in Enumerable.Repeat(_connections, times).SelectMany(all => all))
            {
                connection.Send(frame, WebSocketMessageType.Text);
                OrderFrames++;
            }
        }
    }

    internal void Add(SocketConnection connection) => Change(() =>
    {
        _connections.Add(connection);
        Opened++;
        connection.Send(Heartbeat, WebSocketMessageType.Binary);
        SetHeartbeats(HeartbeatMillis);
    });

    internal void Remove(SocketConnection connection) => Change(() =>
    {
        _connections.Remove(connection);
        if (_connections.Count == 0)
        {
            SetHeartbeats(Timeout.Infinite);
        }
    });

    /// <summary>Subscribes, unsubscribes or sets modes, and sends the first ticks.</summary>
    internal void Apply(
        SocketConnection connection, SocketCommand command, IReadOnlyList<Market> markets, int instrumentsMax) =>
        Change(() =>
        {
            var isAdding = command.Action == "subscribe";
            foreach (var token in markets.Select(market => market.Instrument.Token))
            {
                var isKnown = connection.Modes.ContainsKey(token);
                if (command.Action == "unsubscribe")
                {
                    connection.Modes.Remove(token);
                }
                else if (isKnown && !isAdding)
                {
                    connection.Modes[token] = command.Mode;
                }
                else if (!isKnown && isAdding && instrumentsMax > 0 && connection.Modes.Count >= instrumentsMax)
                {
                    connection.Send(
                        OrderFrame.Message("error", "Too many instruments."), WebSocketMessageType.Text);
                    break;
                }
                else if (!isKnown && isAdding)
                {
                    connection.Modes.Add(token, command.Mode);
                }
            }

            SendTicks(connection, markets);
        });

    private static void SendTicks(SocketConnection connection, IReadOnlyList<Market> markets)
    {
        var ticks = new List<(Market, TickMode)>(markets.Count);
        foreach (var market in markets)
        {
            if (connection.Modes.TryGetValue(market.Instrument.Token, out var mode))
            {
                ticks.Add((market, mode));
            }
        }

        if (ticks.Count > 0)
        {
            connection.Send(PacketEncoder.Encode(ticks), WebSocketMessageType.Binary);
        }
    }

    private static bool TakeOne(ref int left)
    {
        if (left == 0)
        {
            return false;
        }

        left--;
        return true;
    }

    private static string NameOf(TickMode mode) => mode switch
    {
        TickMode.Ltp => "ltp",
        TickMode.Quote => "quote",
        _ => "full",
    };

    private void SetHeartbeats(int millis)
    {
        if (!_isDisposed)
        {
            _heartbeats.Change(millis, millis);
        }
    }

    private void Beat()
    {
        if (SendsHeartbeats)
        {
            SendAll(Heartbeat, WebSocketMessageType.Binary);
        }
    }

    private void SendAll(ReadOnlyMemory<byte> data, WebSocketMessageType type)
    {
        lock (_lock)
        {
            foreach (var connection in _connections)
            {
                connection.Send(data, type);
            }
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }

        _changed.Fire();
    }
}
