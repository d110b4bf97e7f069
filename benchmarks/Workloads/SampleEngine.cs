using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Workloads;

/// <summary>Builds and starts engines with one paper trader, through the public interface.</summary>
internal static class SampleEngine
{
    /// <summary>An engine that runs, takes old signals too and loses no tick.</summary>
    /// <param name="topology">On which threads the stages run.</param>
    /// <param name="sink">Where order events go.</param>
    /// <param name="configure">More settings.</param>
    /// <param name="timeProvider">Its clock; the system's where it is null.</param>
    /// <param name="trader">The paper trader; one with the default options where it is null.</param>
    /// <param name="journalDirectory">Where orders are recorded; nowhere where it is null.</param>
    public static Engine Start(
        Topology topology,
        IOrderEventSink sink,
        Action<EngineOptions>? configure = null,
        TimeProvider? timeProvider = null,
        PaperTrader? trader = null,
        string? journalDirectory = null)
    {
        var builder = new EngineBuilder()
            .AddTrader(StageKit.TraderName, trader ?? new PaperTrader())
            .RouteOthers(StageKit.TraderName)
            .AddSink(sink)
            .UseTimeProvider(timeProvider ?? TimeProvider.System)
            .Configure(options =>
            {
                options.Topology = topology;
                options.TickOverflow = TickOverflow.Wait;
                options.SignalAgeLimit = Timeout.InfiniteTimeSpan;
                configure?.Invoke(options);
            });
        if (journalDirectory is not null)
        {
            builder.UseJournal(journalDirectory);
        }

        var engine = builder.Build();
        engine.StartAsync().GetAwaiter().GetResult();
        return engine;
    }

    /// <summary>Stops an engine and waits for it.</summary>
    public static void Stop(Engine engine) => engine.StopAsync().GetAwaiter().GetResult();
}
