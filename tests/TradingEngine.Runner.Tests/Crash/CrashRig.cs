using TradingEngine.CrashHost;
using TradingEngine.Kafka;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Runner.Kafka;
using static System.FormattableString;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>
/// What outlives the host: Kafka in a process of its own, the broker in this one, the journal's directory, and the
/// market that produces ticks and signals.
/// </summary>
internal sealed class CrashRig : IDisposable
{
    /// <summary>How long the group waits for a member that was killed.</summary>
    public const int SessionTimeoutMillis = 1_000;

    private const int InstrumentCount = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly BackgroundRunner _kafka;
    private readonly string _servers;
    private readonly TempFolder _folder = new();
    private readonly MarketProducer _producer;
    private readonly Random _random;
    private readonly List<TradingSignal> _signals = [];

    public CrashRig(int seed)
    {
        _random = new Random(seed);
        Broker = new FakeBroker(seed, KillSwitch);
        _kafka = BackgroundRunner.Start("broker", "--for", HostBuilder.Paper, HostBuilder.Remote);
        _servers = _kafka.WaitForLine("Bootstrap servers: ");
        _producer = new MarketProducer(
            _servers, TopicNames.MarketTicks, TopicNames.SignalsValidated(HostBuilder.Paper));
        Events = new OrderEventLog(_servers, KillSwitch);
    }

    /// <summary>When the journal begins a new file.</summary>
    public int SegmentBytes { get; init; } = 64 << 20;

    public KillSwitch KillSwitch { get; } = new();

    public FakeBroker Broker { get; }

    public OrderEventLog Events { get; }

    /// <summary>The distinct signals that were produced.</summary>
    public IReadOnlyList<TradingSignal> Signals => _signals;

    /// <summary>Where the journal is unless a test says otherwise.</summary>
    public string Journal => _folder["journal"];

    public BackgroundRunner StartHost(params string[] arguments) => BackgroundRunner.StartProgram(
        typeof(HostBuilder).Assembly.Location,
        [
            $"servers={_servers}",
            Invariant($"broker-port={Broker.Port}"),
            $"journal={Journal}",
            Invariant($"segment-bytes={SegmentBytes}"),
            Invariant($"session-timeout={SessionTimeoutMillis}"),
            .. arguments,
        ]);

    /// <summary>Produces a tick of every instrument and so many signals; some come twice.</summary>
    public void Produce(int signalCount)
    {
        const int doubledOneIn = 20;
        const int quantity = 8;
        var now = TimeProvider.System.GetUtcNow();
        for (var token = 1; token <= InstrumentCount; token++)
        {
            var price = Price.FromDecimal(100 + _random.Next(1, 100_000) / 10_000m);
            _producer.Send(new MarketTick(token, price, 1, now), now);
        }

        Flush();
        for (var i = 0; i < signalCount; i++)
        {
            var signal = new TradingSignal
            {
                SignalId = $"signal-{_signals.Count}",
                StrategyId = $"strategy-{_random.Next(3)}",
                InstrumentToken = _random.Next(InstrumentCount) + 1,
                Type = _random.Next(2) == 0 ? SignalType.Buy : SignalType.Sell,
                Quantity = quantity,
                Timestamp = now,
            };
            _signals.Add(signal);
            _producer.Send(signal, now);
            if (_random.Next(doubledOneIn) == 0)
            {
                _producer.Send(signal, now);
            }
        }

        Flush();
    }

    /// <summary>Reads the order topics until something is so.</summary>
    public void ReadUntil(Func<bool> isEnough, BackgroundRunner host)
    {
        var start = Environment.TickCount64;
        while (!isEnough())
        {
            if (!Events.Poll(TimeSpan.FromMilliseconds(5)) && host.HasExited && !isEnough())
            {
                throw new InvalidOperationException(
                    $"The host ended by itself with {host.WaitForExit()}:\n{host.Text}");
            }

            if (Environment.TickCount64 - start > Patience.TotalMilliseconds)
            {
                throw new TimeoutException(
                    $"Not ended:\n{string.Join('\n', FindOpen())}\nThe host:\n{host.Text}");
            }
        }
    }

    /// <summary>The orders without an end, with what the broker and the topics know of them.</summary>
    private IEnumerable<string> FindOpen()
    {
        var messages = Events.Events.ToLookup(each => (each.SignalId, each.Trader));
        var received = Broker.Book.Received;
        foreach (var signal in _signals)
        {
            foreach (var trader in (string[])[HostBuilder.Paper, HostBuilder.Remote])
            {
                var told = messages[(signal.SignalId, trader)].ToList();
                if (told.TrueForAll(each => each.Terminal is null))
                {
                    var id = OrderIdentity.OrderIdOf(signal.SignalId, trader).ToString();
                    var isReceived = received.ContainsKey(id);
                    yield return $"{signal.SignalId} {trader} {id}, {told.Count} events, at the broker: {isReceived}";
                }
            }
        }
    }

    /// <summary>Reads what else stands on the order topics.</summary>
    public void ReadRest()
    {
        while (Events.Poll(TimeSpan.FromSeconds(1)))
        {
        }
    }

    public void Dispose()
    {
        Events.Dispose();
        _producer.Dispose();
        _kafka.Dispose();
        Broker.Dispose();
        _folder.Dispose();
    }

    private void Flush() => Assert.That(_producer.Flush(Patience), Is.True, "The market's producer");
}
