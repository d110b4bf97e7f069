using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Simulation;

/// <summary>Does one step in a world.</summary>
internal sealed class StepRunner(World world)
{
    private static readonly TimeSpan[] Times =
    [
        TimeSpan.FromMilliseconds(1),
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(31),
        TimeSpan.FromMinutes(3),
        TimeSpan.FromDays(1),
    ];

    public void Run(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Clock:
                // A day is long: it comes seldom.
                world.Advance(Times[step.Pick(97) == 0 ? 5 : step.Pick(5)]);
                break;
            case StepKind.Broker:
                world.Broker.Advance(new Random(step.Number));
                break;
            default:
                if (world.TryStart(step.Number))
                {
                    RunOnEngine(step, world.Life!);
                }

                break;
        }

        world.NoticeCrash();
        world.Check();
    }

    private void RunOnEngine(Step step, Life life)
    {
        switch (step.Kind)
        {
            case StepKind.Signal:
                Signal(step);
                break;
            case StepKind.DuplicateSignal:
                Duplicate(step);
                break;
            case StepKind.Tick:
                Tick(step, life);
                break;
            case StepKind.Worker when life.Workers.All.Count > 0:
                var worker = life.Workers.All[step.Pick(life.Workers.All.Count)];
                world.Trace.Add($"  {worker.Name}");
                _ = world.Witness.Durable;
                worker.Step(mayBlock: false);
                break;
            case StepKind.Egress:
                life.Outlet.Process(1 + step.Pick(5));
                break;
            case StepKind.Acknowledge when life.Sink.HeldCount > 0:
                life.Sink.Acknowledge(step.Pick(life.Sink.HeldCount));
                break;
            case StepKind.Commit:
                world.CommitOffsets(step.Pick(Model.SignalLog.PartitionCount));
                break;
            case StepKind.ReleaseHung:
                life.Trader.ReleaseHung();
                break;
            case StepKind.Cancel:
                Cancel(step, life);
                break;
            case StepKind.Ask:
                // Not waited for: it may hang.
                _ = life.Engine.ReconcileAsync();
                break;
            case StepKind.Mode:
                SetMode(step, life);
                break;
            case StepKind.Crash:
                world.Crash(step.Number);
                break;
            case StepKind.Stop:
                world.Stop(step.Number);
                break;
            default:
                Fault(step, life);
                break;
        }
    }

    private void Fault(Step step, Life life)
    {
        switch (step.Kind)
        {
            case StepKind.ExecuteFault:
                life.Trader.ExecuteFaults.Enqueue(Pick<ExecuteFault>(step));
                break;
            case StepKind.CancelFault:
                life.Trader.CancelFaults.Enqueue(Pick<CancelFault>(step));
                break;
            case StepKind.ReconcileFault:
                life.Trader.ReconcileFaults.Enqueue(Pick<ReconcileFault>(step));
                break;
            case StepKind.SinkFault:
                life.Flaky.Break(1 + step.Pick(3));
                break;
            case StepKind.CrashAt:
                world.CrashAt(step.Number);
                break;
            case StepKind.DiskFault when step.Pick(3, place: 8) == 0:
                world.Files.FailAt(1 + step.Pick(5), new IOException("No space left on device"));
                break;
        }
    }

    private TFault Pick<TFault>(Step step)
        where TFault : struct, Enum
    {
        var faults = Enum.GetValues<TFault>();
        var fault = faults[step.Pick(faults.Length)];
        world.Trace.Add($"  {fault}");
        return fault;
    }

    /// <summary>Delivers what is to be delivered again, else makes a signal whose identity is the step's number.</summary>
    private void Signal(Step step)
    {
        var partition = step.Pick(Model.SignalLog.PartitionCount);
        if (world.Deliver(partition))
        {
            return;
        }

        var signal = Make.Signal(
            FormattableString.Invariant($"s{step.Number:x}"),
            step.Pick(20, place: 2) == 0 ? SignalType.Hold : (SignalType)(1 + step.Pick(2, place: 3)),
            token: 1 + step.Pick(3, place: 4),
            quantity: 1 + step.Pick(20, place: 6),
            strategy: Model.Routes.Strategies[step.Pick(Model.Routes.Strategies.Length, place: 5)],
            at: world.Now);
        world.Log.Append(partition, step.Pick(11, place: 7) == 0 ? signal with { Trader = Life.Live } : signal);
        world.Deliver(partition);
    }

    private void Duplicate(Step step)
    {
        if (world.Log.Count > 0)
        {
            var partition = step.Pick(Model.SignalLog.PartitionCount);
            var entry = world.Log.Entries.ElementAt(step.Pick(world.Log.Count, place: 3));
            world.Log.Append(partition, entry.Signal);
            world.Deliver(partition);
        }
    }

    private void Tick(Step step, Life life)
    {
        var tick = new MarketTick(
            1 + step.Pick(3), Price.FromDecimal(100 + step.Pick(1000, place: 4) / 20m), 1, world.Now);
        world.Trace.Add($"  {tick.InstrumentToken} at {tick.LastPrice}");
        world.Witness.OnTick(tick);
        life.Engine.Publish(tick);
    }

    private void Cancel(Step step, Life life)
    {
        var open = life.Engine.GetOpenOrders();
        if (open.Count > 0)
        {
            var id = open[step.Pick(open.Count)].Order.Id;
            world.Trace.Add($"  {id}");
            life.Engine.Cancel(id);
        }
    }

    private static void SetMode(Step step, Life life)
    {
        if (step.Pick(3) == 0)
        {
            life.Engine.Halt();
        }
        else
        {
            life.Engine.Resume();
        }
    }
}
