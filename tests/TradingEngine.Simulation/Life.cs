using Microsoft.Extensions.Time.Testing;
using TradingEngine.Simulation.Doubles;
using TradingEngine.Simulation.Model;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Simulation;

/// <summary>One process: an engine and what dies with it.</summary>
internal sealed class Life
{
    public const string Live = "live";
    public const string Paper = "paper";

    private readonly MemoryJournalFiles _files;
    private bool _isOver;

    public Life(World world, DateTimeOffset now)
    {
        _files = world.Files;
        Witness = world.Witness;
        Clock = new FakeTimeProvider(now);
        Trader = new LiveTrader(this, world.Broker);
        Sink = new RecordingSink(this, world.Bug);
        Engine = Build(world);
    }

    public Engine Engine { get; }

    public Witness Witness { get; }

    public FakeTimeProvider Clock { get; }

    public SteppedWorkers Workers { get; } = new();

    public SteppedOutlet Outlet { get; private set; } = null!;

    public LiveTrader Trader { get; }

    public RecordingSink Sink { get; }

    public FlakySink Flaky { get; } = new();

    /// <summary>False from the moment of the crash on: what the engine does then nobody sees.</summary>
    public bool IsAlive => !_isOver && !_files.IsCrashed;

    /// <summary>The process is gone.</summary>
    public void End() => _isOver = true;

    private Engine Build(World world)
    {
        var bug = world.Bug;
        var builder = new EngineBuilder()
            .UseTimeProvider(Clock)
            .UseJournal("simulated", journal =>
            {
                journal.SegmentBytes = 4 << 10;
                journal.WhenUnavailable = world.Outage;
                journal.Retention = world.KeepsFiles ? TimeSpan.FromDays(10_000) : TimeSpan.Zero;
            })
            .AddTrader(Live, Trader)
            .AddTrader(Paper, new WatchedPaper(this))
            .AddSink(Sink)
            .AddSink(Flaky);
        Routes.Configure(builder);
        builder.JournalFiles = () => bug == PlantedBug.UnsyncedIntent ? new UnsyncedFiles(_files) : _files;
        builder.Workers = Workers;
        builder.Outlet = processor => Outlet = new SteppedOutlet(processor, Witness, bug);
        builder.Faults = bug == PlantedBug.ForgottenSignals ? PlantedFaults.ForgetSignals : PlantedFaults.None;
        var options = builder.Options;
        options.Topology = Topology.Inline;
        options.SignalAgeLimit = TimeSpan.FromMinutes(10);
        options.LaneCount = 2;
        options.LaneCapacity = 3;
        options.RingSize = 64;
        options.InstrumentCapacity = 16;
        options.DuplicateCapacity = 512;
        options.LatencyWindow = 16;
        return builder.Build();
    }
}
