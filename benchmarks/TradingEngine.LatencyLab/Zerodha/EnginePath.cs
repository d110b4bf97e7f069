using TradingEngine.Model;
using TradingEngine.Traders;
using TradingEngine.Workloads;
using TradingEngine.Zerodha;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Signals through a fused engine to a trader.</summary>
internal sealed class EnginePath : OrderPath
{
    private const string TraderName = "zerodha";
    private const int InstrumentCount = 8;

    private readonly TradingSignal[] _signals;
    private readonly Engine _engine;
    private readonly IDisposable[] _others;

    private EnginePath(int orderCount, ITrader trader, string? journalDirectory, params IDisposable[] others)
    {
        _others = others;
        _signals = SampleEvents.MakeSignals(orderCount, InstrumentCount);
        for (var i = 0; i < orderCount; i++)
        {
            _signals[i] = _signals[i] with { Quantity = i + 1 };
        }

        var builder = KiteSetup.MakeBuilder(InstrumentCount).AddTrader(TraderName, trader).RouteOthers(TraderName);
        if (journalDirectory is not null)
        {
            builder.UseJournal(journalDirectory);
        }

        _engine = builder.Build();
        _engine.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>To the first byte of the request of the trader for Zerodha.</summary>
    /// <param name="arrivals">Where orders are noted.</param>
    /// <param name="journalDirectory">Where orders are recorded; nowhere where it is null.</param>
    public static EnginePath ToKite(Arrivals arrivals, string? journalDirectory)
    {
        var listener = new KiteListener(arrivals);
        var trader = new ZerodhaTrader(KiteSetup.MakeOptions(listener));
        return new EnginePath(arrivals.OrderCount, trader, journalDirectory, trader, listener);
    }

    /// <summary>To the call of a trader that does nothing but note it.</summary>
    public static EnginePath ToTrader(Arrivals arrivals) =>
        new(arrivals.OrderCount, new NotingTrader(arrivals), journalDirectory: null);

    public override void Send(int number)
    {
        var result = _engine.Publish(_signals[number - 1]);
        if (result != Ingress.PublishResult.Published)
        {
            throw new InvalidOperationException($"Signal {number} was not published: {result}.");
        }
    }

    public override void Dispose()
    {
        SampleEngine.Stop(_engine);
        Array.ForEach(_others, other => other.Dispose());
    }
}
