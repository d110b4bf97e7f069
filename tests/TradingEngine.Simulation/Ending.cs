using TradingEngine.Model;
using TradingEngine.Simulation.Doubles;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Simulation;

/// <summary>
/// The end of a run: nothing fails any more, time passes, everything is delivered. Then all must be as if nothing had
/// ever failed.
/// </summary>
internal sealed class Ending(World world)
{
    private const int RoundsMax = 40;

    public void Run()
    {
        world.Trace.Add($"the end: nothing fails from here on");
        if (world.Files.HasFailed)
        {
            world.Crash(number: 1 << 8);
        }

        world.Files.Disarm();
        world.TryStart();
        world.Life!.Trader.ForgetFaults();
        world.Life.Flaky.Break(0);
        world.Life.Engine.Resume();
        var rounds = 0;
        while (!IsQuiet(world.Life))
        {
            if (++rounds > RoundsMax)
            {
                world.Witness.Fail($"it does not come to rest: {Describe(world.Life)}");
                return;
            }

            Round(world.Life);
            world.Check();
        }

        Check(world.Life);
        CheckNextStart();
    }

    private bool IsQuiet(Life life) => world.Log.IsCommitted && life.Engine.GetOpenOrders().Count == 0
        && life.Outlet.Count == 0 && life.Sink.HeldCount == 0;

    private static string Describe(Life life) => string.Join(
        ", ", life.Engine.GetOpenOrders().Select(order => $"{order.Order.Id} is {order.State}"));

    private void Round(Life life)
    {
        for (var i = 0; i < Model.SignalLog.PartitionCount; i++)
        {
            while (world.Deliver(i))
            {
                Work(life);
            }
        }

        life.Trader.ReleaseHung();
        foreach (var order in world.Broker.Orders)
        {
            world.Broker.FillRest(order.Tag);
        }

        world.Advance(TimeSpan.FromMinutes(1));
        Work(life);
        for (var i = 0; i < Model.SignalLog.PartitionCount; i++)
        {
            world.CommitOffsets(i);
        }
    }

    private void Work(Life life)
    {
        for (var i = 0; i < life.Workers.All.Count; i++)
        {
            _ = world.Witness.Durable;
            while (life.Workers.All[i].Step(mayBlock: false))
            {
            }
        }

        while (life.Outlet.Process(int.MaxValue) > 0)
        {
        }

        while (life.Sink.HeldCount > 0)
        {
            life.Sink.Acknowledge(0);
        }
    }

    private void Check(Life life)
    {
        world.Witness.CheckOutcomes();
        CheckPositions(life);
        CheckBroker(life);
        CheckSecret();
    }

    private void CheckPositions(Life life)
    {
        var seen = world.Witness.History.Fold().GetPositions();
        var held = life.Engine.Positions.GetPositions();
        if (!seen.SequenceEqual(held))
        {
            world.Witness.Fail(
                $"the positions are {string.Join(", ", held)}, the sink's events make {string.Join(", ", seen)}");
        }
    }

    private void CheckBroker(Life life)
    {
        var traded = world.Broker.Orders
            .GroupBy(order => (order.Order.StrategyId, order.Order.InstrumentToken))
            .ToDictionary(group => group.Key, Sum);
        foreach (var position in life.Engine.Positions.GetPositions().Where(position => position.Trader == Life.Live))
        {
            var (quantity, fees) = traded.GetValueOrDefault((position.StrategyId, position.InstrumentToken));
            traded.Remove((position.StrategyId, position.InstrumentToken));
            if (quantity != position.Quantity || fees != position.Fees)
            {
                world.Witness.Fail($"the broker traded {quantity} with fees {fees}, the engine has {position}");
            }
        }

        foreach (var (key, sum) in traded)
        {
            if (sum != default)
            {
                world.Witness.Fail($"the broker traded {sum.Quantity} of {key}, the engine knows nothing of it");
            }
        }
    }

    private static (long Quantity, decimal Fees) Sum(IEnumerable<BrokerOrder> orders) => orders.Aggregate(
        (Quantity: 0L, Fees: 0m),
        (sum, order) => (
            sum.Quantity + (order.Order.Side == Side.Buy ? 1 : -1) * order.FilledQuantity, sum.Fees + order.Fees));

    private void CheckSecret()
    {
        var secret = System.Text.Encoding.UTF8.GetBytes(LiveTrader.Secret);
        foreach (var file in world.Files.List())
        {
            if (world.Files.ReadAll(file).AsSpan().IndexOf(secret) >= 0)
            {
                world.Witness.Fail($"the journal's file {file} tells the secret");
            }
        }
    }

    /// <summary>After an orderly stop there is nothing to say and nothing to ask.</summary>
    private void CheckNextStart()
    {
        world.Stop(number: 0);
        world.TryStart();
        var life = world.Life!;
        if (life.Outlet.Count > 0 || life.Engine.GetOpenOrders().Count > 0)
        {
            world.Witness.Fail($"a start after an orderly stop has {life.Outlet.Count} events and {Describe(life)}");
        }

        CheckPositions(life);
        world.Stop(number: 0);
    }
}
