using System.Numerics;
using TradingEngine.Internals;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;
using TradingEngine.Routing;
using TradingEngine.Traders;

namespace TradingEngine.Dispatch;

/// <summary>Makes an order of a routed signal for each of its traders. One thread: stage 3.</summary>
internal sealed class Dispatcher
{
    private readonly SideTable _side;
    private readonly TraderDesk[] _desks;
    private readonly RiskGate _risk;
    private readonly IEventOutlet _outlet;
    private InstrumentRegistry _instruments;
    private RoutingTable _table;
    private long _signalCount;

    /// <param name="side">The signals of the slots.</param>
    /// <param name="desks">The traders, in the order of their bits.</param>
    /// <param name="risk">Told of changes; the desks ask it.</param>
    /// <param name="outlet">Where adopted events go.</param>
    /// <param name="instruments">The first list of instruments.</param>
    /// <param name="table">The first routing table: how strategies place orders.</param>
    public Dispatcher(
        SideTable side,
        TraderDesk[] desks,
        RiskGate risk,
        IEventOutlet outlet,
        InstrumentRegistry instruments,
        RoutingTable table)
    {
        _table = table;
        _instruments = instruments;
        _outlet = outlet;
        _risk = risk;
        _side = side;
        _desks = desks;
    }

    /// <summary>Signals that have passed all stages, rejected ones included.</summary>
    public long SignalCount => Volatile.Read(ref _signalCount);

    /// <summary>Hands out the orders of a signal, in the order in which the traders were registered.</summary>
    public void Dispatch(ref PipelineSlot slot, long sequence)
    {
        var targets = slot.Reason == RejectReason.None ? slot.Targets : 0;
        var delivery = _side.DeliveryOf(sequence);
        if (targets != 0)
        {
            var signal = (TradingSignal)_side[sequence]!;
            var instrument = _instruments.Find(signal.InstrumentToken);
            while (targets != 0)
            {
                var desk = _desks[BitOperations.TrailingZeroCount(targets)];
                delivery?.Hold();
                var terms = _table.TermsOf(signal.StrategyId, targets & (0 - targets));
                desk.Submit(MakeOrder(slot, signal, instrument, terms, delivery, desk.Trader.Name));
                targets &= targets - 1;
            }
        }

        delivery?.Release();
        Volatile.Write(ref _signalCount, _signalCount + 1);
    }

    /// <summary>Takes over a change of the rules.</summary>
    public void Apply(long sequence)
    {
        switch (_side[sequence])
        {
            case RoutingTableChanged change:
                _table = change.Table;
                _risk.SetLimits(change.Limits);
                break;
            case ModeChanged change:
                _risk.Mode = change.Mode;
                break;
            case InstrumentsChanged change:
                _instruments = change.Instruments;
                break;
            case OrdersAdopted adopted:
                Adopt(adopted);
                break;
        }
    }

    private void Adopt(OrdersAdopted adopted)
    {
        foreach (var orderEvent in adopted.News)
        {
            if (orderEvent.IsFill)
            {
                _risk.OnFill(
                    orderEvent.Trader,
                    orderEvent.Signal.StrategyId,
                    orderEvent.Signal.InstrumentToken,
                    orderEvent.Side,
                    orderEvent.Quantity,
                    orderEvent.Price.GetValueOrDefault(),
                    orderEvent.Fees,
                    orderEvent.Timestamp.UtcTicks);
            }

            _outlet.Adopt(orderEvent);
        }
    }

    private static Order MakeOrder(
        in PipelineSlot slot,
        TradingSignal signal,
        Instrument? instrument,
        string? terms,
        SignalDelivery? delivery,
        string traderName)
    {
        var hasPrice = slot.LastPriceRaw > 0;
        return new Order
        {
            Id = OrderIdentity.OrderIdOf(slot.SignalKey, traderName),
            Signal = signal,
            Side = signal.Type == SignalType.Buy ? Side.Buy : Side.Sell,
            Quantity = signal.Quantity,
            Instrument = instrument,
            Terms = terms,
            LastPrice = hasPrice ? Price.FromRaw(slot.LastPriceRaw) : null,
            LastPriceTime = hasPrice ? new DateTimeOffset(slot.LastPriceTicks, TimeSpan.Zero) : default,
            Timestamp = new DateTimeOffset(slot.TimeTicks, TimeSpan.Zero).ToOffset(signal.Timestamp.Offset),
            Delivery = delivery,
            PublishedTimestamp = slot.PublishedTimestamp,
        };
    }
}
