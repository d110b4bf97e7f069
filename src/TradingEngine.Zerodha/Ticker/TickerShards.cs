using System.Globalization;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Which connection has which instrument. A connection is filled before the next is opened: an account has few of them.
/// Any thread may use it.
/// </summary>
internal sealed class TickerShards
{
    private readonly object _gate = new();
    private readonly KiteTickerOptions _options;
    private readonly Func<int, TickerConnection> _open;
    private readonly Dictionary<uint, TickerConnection> _connectionOf = [];
    private TickerConnection[] _connections = [];
    private Action<TickerConnection>? _start;

    /// <param name="options">The limits.</param>
    /// <param name="open">Makes the connection with a number from 0 on.</param>
    public TickerShards(KiteTickerOptions options, Func<int, TickerConnection> open)
    {
        _options = options;
        _open = open;
    }

    /// <summary>The connections; a later one makes a new array.</summary>
    public TickerConnection[] Connections => Volatile.Read(ref _connections);

    /// <summary>Instruments on all connections.</summary>
    public int InstrumentCount
    {
        get
        {
            lock (_gate)
            {
                return _connectionOf.Count;
            }
        }
    }

    /// <summary>
    /// Starts the connections, and from now on those that are opened later. At least one: order updates come over it,
    /// without instruments too.
    /// </summary>
    public void Start(Action<TickerConnection> start)
    {
        lock (_gate)
        {
            _start = start;
            foreach (var connection in _connections)
            {
                start(connection);
            }

            if (_connections.Length == 0)
            {
                Open();
            }
        }
    }

    /// <summary>Starts none any more.</summary>
    /// <returns>All connections.</returns>
    public TickerConnection[] End()
    {
        lock (_gate)
        {
            _start = null;
            return _connections;
        }
    }

    /// <exception cref="InvalidOperationException">There is no room for all of them; nothing was changed.</exception>
    public void Subscribe(List<uint> tokens, KiteTickerMode mode)
    {
        lock (_gate)
        {
            ThrowIfTooMany(tokens);
            foreach (var token in tokens)
            {
                if (!_connectionOf.TryGetValue(token, out var connection))
                {
                    connection = FindRoom();
                    _connectionOf.Add(token, connection);
                }

                connection.Subscriptions.Set(token, mode);
            }

            Announce();
        }
    }

    /// <summary>Passes over those that are not subscribed.</summary>
    public void Unsubscribe(List<uint> tokens)
    {
        lock (_gate)
        {
            foreach (var token in tokens)
            {
                if (_connectionOf.Remove(token, out var connection))
                {
                    connection.Subscriptions.Remove(token);
                }
            }

            Announce();
        }
    }

    /// <exception cref="ArgumentException">One of them is not subscribed; nothing was changed.</exception>
    public void SetMode(List<uint> tokens, KiteTickerMode mode)
    {
        lock (_gate)
        {
            foreach (var token in tokens)
            {
                if (!_connectionOf.ContainsKey(token))
                {
                    throw new ArgumentException(string.Create(
                        CultureInfo.InvariantCulture, $"The instrument {token} is not subscribed."), nameof(tokens));
                }
            }

            foreach (var token in tokens)
            {
                _connectionOf[token].Subscriptions.Set(token, mode);
            }

            Announce();
        }
    }

    private void ThrowIfTooMany(List<uint> tokens)
    {
        var all = new HashSet<uint>(tokens);
        all.UnionWith(_connectionOf.Keys);
        var countMax = (long)_options.ConnectionsMax * _options.InstrumentsPerConnectionMax;
        if (all.Count > countMax)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Count} instruments are more than the {countMax} of {_options.ConnectionsMax} connections."));
        }
    }

    private TickerConnection FindRoom()
    {
        foreach (var connection in _connections)
        {
            if (connection.Subscriptions.Count < _options.InstrumentsPerConnectionMax)
            {
                return connection;
            }
        }

        return Open();
    }

    private TickerConnection Open()
    {
        var connection = _open(_connections.Length);
        Volatile.Write(ref _connections, [.. _connections, connection]);
        _start?.Invoke(connection);
        return connection;
    }

    private void Announce()
    {
        foreach (var connection in _connections)
        {
            connection.Subscriptions.Announce();
        }
    }
}
