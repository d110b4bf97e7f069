using System.Globalization;
using TradingEngine.LocalKite;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.ZerodhaCrashHost;

namespace TradingEngine.Zerodha.Tests.Crash;

/// <summary>What outlives the host: Kite, the journal's directory, and who sends the signals and reads the events.</summary>
internal sealed class CrashRig : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _token;
    private readonly List<HostProcess> _hosts = [];
    private readonly List<string> _signals = [];

    private CrashRig(LocalKiteServer kite)
    {
        Kite = kite;
        _token = kite.CreateAccessToken();
    }

    public LocalKiteServer Kite { get; }

    public HostProcess Host => _hosts[^1];

    /// <summary>The ids of the orders.</summary>
    public IEnumerable<string> OrderIds =>
        _signals.Select(line => OrderIdentity.OrderIdOf(line.Split(' ')[0], HostBuilder.Trader).ToString());

    /// <summary>The events of all hosts, repeated ones once.</summary>
    /// <remarks>An event that is repeated with another content is there twice.</remarks>
    public IReadOnlyList<ToldEvent> Events =>
        [.. _hosts.SelectMany(host => host.Lines).Select(ToldEvent.Read).OfType<ToldEvent>().Distinct()];

    public static async Task<CrashRig> StartAsync() => new(await LocalKiteServer.StartAsync(new LocalKiteOptions
    {
        ApiKey = HostBuilder.ApiKey,
        OrdersPerSecond = 0,
        OrdersPerMinute = 0,
        ReadsPerSecond = 0,
    }));

    /// <summary>Starts a host; whoever sent the signals sends again what may not have been taken.</summary>
    public void StartHost()
    {
        _hosts.Add(HostProcess.Start(_directory.Path, Kite.Root.ToString(), Kite.SocketRoot.ToString(), _token));
        _signals.ForEach(Host.Write);
    }

    /// <summary>Sends a signal.</summary>
    /// <returns>The id of its order.</returns>
    public string Send(SignalType type, long quantity)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"signal-{_signals.Count} {type} {quantity}");
        _signals.Add(line);
        Host.Write(line);
        return OrderIds.Last();
    }

    /// <summary>Waits until so many calls hang, and kills the host.</summary>
    public async Task KillWhenHangingAsync(int count = 1)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Host.WaitUntil(() => Kite.Faults.Hanging == count);
        Host.Kill();
        await Kite.Faults.WaitUntilAsync(faults => faults.Hanging == 0, patience.Token);
    }

    /// <summary>Waits for an event of an order.</summary>
    public void WaitFor(string orderId, OrderEventType type) =>
        Host.WaitUntil(() => Events.Any(one => one.OrderId == orderId && one.Type == type));

    /// <summary>Waits until every order has come to its end, and stops the host in order.</summary>
    public void Finish()
    {
        Host.WaitUntil(() => OrderIds.All(id => Events.Any(one => one.OrderId == id && one.IsEnd)));
        Host.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        _hosts.ForEach(host => host.Dispose());
        await Kite.DisposeAsync();
        _directory.Dispose();
    }
}
