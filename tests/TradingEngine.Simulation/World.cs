using TradingEngine.Ingress;
using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Simulation.Model;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Journal;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Simulation;

/// <summary>
/// Everything that outlives an engine, and the engine of now. A method is what one step does; each leaves a line in the
/// trace.
/// </summary>
internal sealed class World
{
    private readonly List<Life> _dead = [];
    private bool _wasMachine;
    private JournalContent? _written;
    private int _crashNumber;

    public World(PlantedBug bug, int seed)
    {
        Bug = bug;
        Outage = seed % 4 == 0 ? JournalOutage.AllRefused : JournalOutage.SimulatedContinue;
        KeepsFiles = seed % 3 != 0;
        Witness = new Witness(Files, KeepsFiles, Log, Trace);
        Broker = new SimulatedBroker { Choose = Choose };
    }

    public PlantedBug Bug { get; }

    /// <summary>What paper orders do when the disk has failed.</summary>
    public JournalOutage Outage { get; }

    /// <summary>Whether files of the journal stay that a start no longer needs.</summary>
    public bool KeepsFiles { get; }

    public Trace Trace { get; } = new();

    public MemoryJournalFiles Files { get; } = new("simulated");

    public SignalLog Log { get; } = new();

    public Witness Witness { get; }

    public SimulatedBroker Broker { get; }

    public DateTimeOffset Now { get; private set; } = Make.Time;

    /// <summary>The engine of now; null while none runs.</summary>
    public Life? Life { get; private set; }

    /// <summary>Starts an engine, unless one runs. The start may end in a crash or at a disk that fails.</summary>
    /// <param name="number">Says whether it is to; null for not.</param>
    public bool TryStart(int? number = null)
    {
        if (Life is not null)
        {
            return true;
        }

        if (number is { } trouble)
        {
            Threaten(trouble);
        }

        Trace.Add($"  starts");
        var life = new Life(this, Now);
        Life = life;
        try
        {
            life.Engine.StartAsync().GetAwaiter().GetResult();
        }
        catch (IOException) when (Files.IsCrashed || Files.HasFailed)
        {
            Trace.Add($"  the start fails");
            EndLife(isMachine: Files.IsCrashed && IsMachine(_crashNumber), _crashNumber);
            return false;
        }

        Witness.OnStarted(_written, _wasMachine, Broker.Orders.Select(order => order.Order.Id));
        (_written, _wasMachine) = (null, false);
        return true;
    }

    /// <summary>Ends the engine of now as a crash does.</summary>
    public void Crash(int number)
    {
        if (Life is not null)
        {
            EndLife(IsMachine(number), number);
        }
    }

    /// <summary>Ends it where it has crashed in an operation of the disk.</summary>
    public void NoticeCrash()
    {
        if (Files.IsCrashed)
        {
            Crash(_crashNumber);
        }
    }

    public void CrashAt(int number)
    {
        _crashNumber = number;
        Files.CrashAt(1 + number % 9);
    }

    public void Stop(int number)
    {
        var life = Life!;
        life.Sink.AcknowledgesAtStop = (number >> 4) % 2 == 0;
        life.Engine.StopAsync().GetAwaiter().GetResult();
        if (Files.IsCrashed)
        {
            return;
        }

        Trace.Add($"  stopped");
        EndLife(isMachine: false, number);
    }

    /// <summary>Delivers the next signal of a partition.</summary>
    /// <returns>False where there is none.</returns>
    public bool Deliver(int partition)
    {
        if (!Log.TryTake(partition, out var entry))
        {
            return false;
        }

        var target = entry!.Signal.Trader ?? entry.Signal.StrategyId;
        Trace.Add($"  delivers {entry.Partition}/{entry.Offset} {entry.Signal.SignalId} for {target}");
        Witness.OnSignal(entry);
        var result = Life!.Engine.Ingress.TryPublish(entry.Signal, new LogDelivery(Life, entry));
        if (result != PublishResult.Published)
        {
            Witness.Fail($"the engine does not take a signal: {result}");
        }

        return true;
    }

    public void CommitOffsets(int partition)
    {
        while (Log.NextToCommit(partition) is { } entry)
        {
            Log.Commit(entry);
            Witness.OnCommit(entry);
        }
    }

    public void Advance(TimeSpan time)
    {
        Now += time;
        Life?.Clock.Advance(time);
    }

    /// <summary>Lets go of the engines that crashed. What they do now reaches nothing and nobody.</summary>
    public void Bury()
    {
        Life?.End();
        foreach (var life in _dead)
        {
            life.Engine.StopAsync().GetAwaiter().GetResult();
        }
    }

    /// <summary>What must be at all times.</summary>
    public void Check()
    {
        foreach (var tag in Broker.DoubledTags)
        {
            Witness.Fail($"the broker got order {tag} more than once");
        }
    }

    /// <remarks>By the order alone, so that it is the same in a shorter trace.</remarks>
    private static BrokerBehavior Choose(Orders.Order order) => (int)(order.Id.Value % 6) switch
    {
        0 => BrokerBehavior.Rejects,
        1 => BrokerBehavior.Rests,
        2 or 3 => BrokerBehavior.FillsInParts,
        _ => BrokerBehavior.Fills,
    };

    private void Threaten(int number)
    {
        switch ((number >> 12) % 12)
        {
            case 0 or 1:
                CrashAt(number);
                break;
            case 2:
                Files.FailAt(1 + number % 9, new IOException("No space left on device"));
                break;
        }
    }

    private static bool IsMachine(int number) => (number >> 8) % 2 == 0;

    private void EndLife(bool isMachine, int number)
    {
        Trace.Add($"  {(isMachine ? "the machine" : "the process")} is gone");

        // What was on its way to the broker arrives now or never.
        Life!.End();
        _dead.Add(Life);
        if ((number >> 9) % 2 == 0)
        {
            Life.Trader.ReleaseHung();
        }

        Life = null;
        Witness.OnEnded();
        _wasMachine |= isMachine;
        if (isMachine)
        {
            _written = null;
            Files.CrashMachine(new Random(number));
        }
        else
        {
            Files.CrashProcess();
            _written = JournalContent.Read(Files, KeepsFiles);
        }

        Log.Rewind();
    }
}
