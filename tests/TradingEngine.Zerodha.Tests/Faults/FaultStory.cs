using System.Text;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.LocalKite;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Conformance;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Zerodha.Tests.Faults;

/// <summary>
/// One engine over one local Kite that fails by chance: signals, cancellations, trades, a crash; then peace, until nothing is
/// open.
/// </summary>
internal sealed class FaultStory : IAsyncDisposable
{
    public const string TraderName = "zerodha";

    private const int StepCount = 14;
    private const int InstrumentCount = 3;
    private const int PeaceStepsMax = 40;
    private const double FaultRate = 0.5;

    private static readonly LocalActKind[] Kinds =
    [
        LocalActKind.FillInPart, LocalActKind.Rest, LocalActKind.Reject, LocalActKind.Refuse,
        LocalActKind.TooManyRequests, LocalActKind.CutBeforeTaken, LocalActKind.CutAfterTaken,
        LocalActKind.Html502BeforeTaken, LocalActKind.Html502AfterTaken, LocalActKind.EmptyBody502BeforeTaken,
        LocalActKind.EmptyBody502AfterTaken, LocalActKind.TimedOut400NotTaken, LocalActKind.TimedOut400AfterTaken,
        LocalActKind.AppearLate, LocalActKind.MalformedJson, LocalActKind.TruncatedBody,
    ];

    private readonly FakeTimeProvider _clock = new(Make.Time);
    private readonly MemoryJournalFiles _files = new("story");
    private readonly Random _random;
    private readonly LocalKiteServer _kite;
    private readonly HttpMessageHandler? _handler;
    private readonly bool _hasUpdates;
    private readonly string _token;
    private readonly List<OrderEvent> _events = [];
    private readonly List<string> _texts = [];
    private readonly CapturedLog _log = new();
    private TestEngine _test = null!;
    private ZerodhaTrader _trader = null!;
    private int _signalCount;
    private int _crashCount;

    private FaultStory(ulong seed, LocalKiteServer kite, FakeTimeProvider clock, HttpMessageHandler? handler)
    {
        _random = new Random((int)seed);
        _kite = kite;
        _clock = clock;
        _handler = handler;
        _hasUpdates = _random.Next(2) == 0;
        _token = kite.CreateAccessToken();
    }

    /// <summary>Tells one story.</summary>
    public static async Task<FaultOutcome> RunAsync(ulong seed, HttpMessageHandler? handler = null)
    {
        var clock = new FakeTimeProvider(Make.Time);
        var instruments = Enumerable.Range(1, InstrumentCount)
            .Select(token => new LocalInstrument(token, $"STOCK{token}", "NSE", 0.05m, 1, 100));
        await using var kite = await LocalKiteServer.StartAsync(TestKite.ServerOptions([.. instruments], clock));
        await using var story = new FaultStory(seed, kite, clock, handler);
        await story.StartAsync();
        kite.Faults.Plan = Kinds.Aggregate(
            new FaultPlan(seed) { DropOrderFrameRate = 0.2, DuplicateOrderFrameRate = 0.2, CutSocketsRate = 0.05 },
            (plan, kind) => plan.With(kind, FaultRate / Kinds.Length));
        for (var i = 0; i < StepCount; i++)
        {
            await story.StepAsync();
        }

        kite.Faults.Plan = null;
        await story.MakePeaceAsync();
        var differences = FaultCheck.Compare(
            kite.Exchange, story._events, story._test.Engine.Positions.GetPositions());
        differences.AddRange(story.FindSecrets());
        return new FaultOutcome(
            differences,
            story._events.Count(one => one.Type == OrderEventType.Unknown),
            story._events.Count(one => one.IsFill),
            story._crashCount);
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        _trader.Dispose();
    }

    private async Task StartAsync()
    {
        _trader = new ZerodhaTrader(
            TestKite.OptionsFor(_kite, _token, options => options.HasOrderUpdates = _hasUpdates), _handler);
        var instruments = Enumerable.Range(1, InstrumentCount).Select(token => new Instrument
        {
            Token = token,
            Symbol = $"STOCK{token}",
            Exchange = "NSE",
            TickSize = Price.Parse("0.05"),
            LotSize = 1,
        });
        _test = await TestEngine.StartAsync(Topology.Inline, builder =>
        {
            builder.UseTimeProvider(_clock)
                .UseInstruments(InstrumentRegistry.Create(instruments))
                .UseJournal("story")
                .UseLogging(_log)
                .AddTrader(TraderName, _trader)
                .RouteOthers(TraderName);
            builder.JournalFiles = () => _files;
        });
    }

    private async Task StepAsync()
    {
        switch (_random.Next(10))
        {
            case < 5:
                Publish();
                break;
            case 5:
                Cancel();
                break;
            case 6:
                Trade();
                break;
            case 7:
                await _test.Engine.ReconcileAsync();
                break;
            case 8:
                _clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 20)));
                break;
            default:
                await CrashAsync();
                break;
        }
    }

    private void Publish()
    {
        var type = _random.Next(2) == 0 ? SignalType.Buy : SignalType.Sell;
        _test.Engine.Publish(Make.Signal(
            $"signal {_signalCount++}",
            type,
            _random.Next(1, InstrumentCount + 1),
            _random.Next(1, 20),
            at: _clock.GetUtcNow().ToOffset(Make.Time.Offset)));
        if (_random.Next(2) == 0)
        {
            _test.Drain();
        }
    }

    private void Cancel()
    {
        var open = _test.Engine.GetOpenOrders();
        if (open.Count > 0)
        {
            _test.Engine.Cancel(open[_random.Next(open.Count)].Order.Id);
        }
    }

    /// <summary>The market trades a part of what rests, if something does.</summary>
    private void Trade()
    {
        _test.Drain();
        var resting = _kite.Exchange.Orders.Where(order => order is { IsFinal: false, PendingQuantity: > 0 }).ToList();
        if (resting.Count == 0)
        {
            return;
        }

        var order = resting[_random.Next(resting.Count)];
        try
        {
            _kite.Exchange.Fill(
                order.Tag!, _random.NextInt64(1, order.PendingQuantity + 1), 100 + 0.05m * _random.Next(-100, 100));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // A cancellation came first.
        }
    }

    /// <summary>The process ends without a word, and another one goes on with its journal.</summary>
    private async Task CrashAsync()
    {
        _test.Drain();
        _crashCount++;
        _files.CrashProcess();
        Keep();
        await DisposeAsync();
        await StartAsync();
    }

    private async Task MakePeaceAsync()
    {
        for (var i = 0; i < PeaceStepsMax; i++)
        {
            _test.Drain();
            await _test.Engine.ReconcileAsync();
            foreach (var order in _kite.Exchange.Orders.Where(order => !order.IsFinal))
            {
                // Whatever rests is cancelled at the broker, so that the story ends.
                Try(() => _kite.Exchange.Cancel(order.Tag!));
            }

            if (_test.Engine.GetOpenOrders().Count == 0)
            {
                break;
            }

            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        _test.Drain();
        Keep();
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException)
        {
            // It came to its end by itself.
        }
    }

    private void Keep()
    {
        _events.AddRange(_test.Sink.Events);
        _texts.AddRange(_test.Sink.Alerts.Select(alert => alert.Message));
    }

    private IEnumerable<string> FindSecrets()
    {
        var journal = _files.List().Select(file => Encoding.Latin1.GetString(_files.ReadAll(file)));
        var told = _events.Select(one => one.ErrorMessage ?? "").Concat(_texts).Concat(_log.Lines).Concat(journal).ToList();
        return from secret in new[] { TestKite.ApiKey, TestKite.ApiSecret, _token }
               where told.Exists(text => text.Contains(secret, StringComparison.Ordinal))
               select "A secret was told.";
    }
}
