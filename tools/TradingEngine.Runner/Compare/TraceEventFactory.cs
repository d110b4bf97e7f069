using System.Text;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Runner.Compare;

/// <summary>Makes an event of the fields that were read, or says why they make none.</summary>
internal static class TraceEventFactory
{
    /// <summary>From here to the highest, so that no sum over millions of fills leaves a decimal's range.</summary>
    private const decimal PriceMin = 0.00000001m;

    private const decimal PriceMax = 10_000_000_000m;

    /// <summary>What the replaced system writes where its order has no id.</summary>
    private const string NoOrderId = "N/A";

    /// <summary>The replaced system's order ids that name an instrument, not an order.</summary>
    private const string MockOrderPrefix = "mock_order_";

    /// <summary>Makes the event.</summary>
    /// <returns>What is missing or wrong, or null.</returns>
    public static string? Make(in TraceFields fields, out TraceEvent traced)
    {
        traced = default;
        var error = FindMissing(fields) ?? fields.DataError ?? FindWrong(fields);
        if (error is not null)
        {
            return error;
        }

        var id = IdOf(fields.Id!);
        if (KindOf(fields, id) is not { } kind)
        {
            return $"the status is '{FieldReader.Show(fields.Status)}'";
        }

        traced = new TraceEvent
        {
            EventId = id,
            Kind = kind,
            SignalId = NullIfEmpty(fields.CausationId),
            OrderId = OrderIdOf(fields),
            Trader = fields.Trader,
            StrategyId = NullIfEmpty(fields.StrategyId),
            InstrumentToken = fields.Token!.Value,
            Side = SideOf(fields) == "BUY" ? Side.Buy : Side.Sell,
            Quantity = fields.Quantity!.Value,
            Price = fields.Type == "order_filled" ? fields.FillPrice : null,
            Time = fields.Time!.Value,
            Message = fields.Message,
        };
        return null;
    }

    private static string? FindMissing(in TraceFields fields)
    {
        var missing = string.IsNullOrEmpty(fields.Id) ? "id"
            : !fields.HasData ? "data"
            : fields.DataError is not null ? null
            : fields.Token is null ? "instrument_token"
            : fields.Quantity is null ? "quantity"
            : fields.Time is null ? "timestamp"
            : SideOf(fields) is null ? "signal_type"
            : fields.Type == "order_filled" && fields.FillPrice is null ? "fill_price"
            : fields.Type == "order_placed" && fields.Status is null ? "status"
            : null;
        return missing is null ? null : $"the {missing} is missing";
    }

    private static string? FindWrong(in TraceFields fields)
    {
        // The replaced system writes fills of nothing.
        var isFill = fields.Type == "order_filled";
        return fields.Token <= 0 ? "the instrument_token is not above zero"
            : fields.Quantity > TradingSignal.QuantityMax || fields.Quantity < (isFill ? 0 : 1)
                ? "the quantity is not that of an order"
            : SideOf(fields) is not ("BUY" or "SELL")
                ? $"the signal_type is '{FieldReader.Show(SideOf(fields))}', not BUY or SELL"
            : isFill && fields.FillPrice is < PriceMin or > PriceMax ? "the fill_price is not that of a fill"
            : null;
    }

    /// <summary>A fill of the replaced system has a side, and perhaps no type of signal.</summary>
    private static string? SideOf(in TraceFields fields) => fields.SignalType ?? fields.Side;

    private static TraceEventKind? KindOf(in TraceFields fields, Guid id) => (fields.Type, fields.Status) switch
    {
        ("order_filled", _) => FillKindOf(fields, id),
        ("order_failed", _) or ("order_placed", "REJECTED" or "FAILED") => TraceEventKind.Failed,
        ("order_placed", "PENDING" or "PLACED" or "FILLED") => TraceEventKind.Placed,
        ("order_placed", "CANCELLED") => TraceEventKind.Cancelled,
        ("order_placed", "UNKNOWN") => TraceEventKind.Unknown,
        _ => null,
    };

    /// <summary>Ids of this engine derive from the order and the step, so that they tell the last fill.</summary>
    private static TraceEventKind FillKindOf(in TraceFields fields, Guid id) =>
        !OrderId.TryParse(fields.OrderId, out var orderId) ? TraceEventKind.Fill
        : id == OrderIdentity.EventIdOf(orderId, OrderEventType.Filled, 0) ? TraceEventKind.LastFill
        : TraceEventKind.PartFill;

    private static string? OrderIdOf(in TraceFields fields) =>
        fields.OrderId is NoOrderId
        || fields.OrderId?.StartsWith(MockOrderPrefix, StringComparison.Ordinal) == true
            ? null
            : NullIfEmpty(fields.OrderId);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Guid IdOf(string id) =>
        Guid.TryParseExact(id, "D", out var guid) ? guid : EnvelopeJson.IdOf(Encoding.UTF8.GetBytes(id));
}
