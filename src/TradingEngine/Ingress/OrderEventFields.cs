using System.Text.Json;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Ingress;

/// <summary>The fields of an order event's envelope, collected while its JSON is read.</summary>
internal ref struct OrderEventFields : IEnvelopeFields
{
    private string? _id;
    private string? _correlationId;
    private string? _causationId;
    private string? _traceId;
    private string? _type;
    private string? _orderId;
    private long? _token;
    private long? _quantity;
    private Price? _fillPrice;
    private Price? _price;
    private DateTimeOffset? _timestamp;
    private string? _trader;
    private string? _strategyId;
    private string? _side;
    private string? _executionMode;
    private decimal? _fees;
    private string? _errorMessage;
    private string? _status;
    private string? _error;

    /// <inheritdoc/>
    public string? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (BeginObject(ref reader, "the envelope"))
        {
            while (_error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!ReadEnvelopeField(ref reader))
                {
                    reader.Skip();
                }
            }
        }

        if (_error is null && reader.Read())
        {
            _error = "more than one JSON value";
        }

        return _error;
    }

    /// <summary>Makes the event.</summary>
    /// <returns>What is missing or wrong, or null.</returns>
    public readonly string? Build(out OrderEvent orderEvent)
    {
        orderEvent = default;
        var error = FindMissing() ?? FindTooLong();
        if (error is not null)
        {
            return error;
        }

        if (!Guid.TryParseExact(_id, "D", out var id))
        {
            return $"the id is '{FieldReader.Show(_id)}', not a UUID";
        }

        if (!OrderId.TryParse(_orderId, out var orderId))
        {
            return $"the order_id is '{FieldReader.Show(_orderId)}', not one of this engine";
        }

        if (TypeOf(id, orderId) is not { } type)
        {
            return $"the type is '{FieldReader.Show(_type)}' with the status '{FieldReader.Show(_status)}'";
        }

        if (_side is not ("BUY" or "SELL"))
        {
            return $"the signal_type is '{FieldReader.Show(_side)}', not BUY or SELL";
        }

        orderEvent = Make(id, orderId, type);
        return orderEvent.IsFill && _fillPrice is not { IsPositive: true } ? "the fill_price is not above zero"
            : orderEvent.Fees < 0 ? "the fees are below zero"
            : null;
    }

    private readonly OrderEvent Make(Guid id, OrderId orderId, OrderEventType type)
    {
        var isBuy = _side == "BUY";
        var isFill = type is OrderEventType.Filled or OrderEventType.PartiallyFilled;
        return new OrderEvent
        {
            EventId = id,
            Type = type,
            OrderId = orderId,
            Signal = new TradingSignal
            {
                SignalId = _causationId!,
                StrategyId = _strategyId!,
                InstrumentToken = _token!.Value,
                Type = isBuy ? SignalType.Buy : SignalType.Sell,
                Quantity = _quantity!.Value,
                Timestamp = _timestamp!.Value,
                CorrelationId = _correlationId,
                TraceId = _traceId,
            },
            Side = isBuy ? Side.Buy : Side.Sell,
            Trader = _trader!,
            ExecutionMode = _executionMode!,
            Quantity = _quantity!.Value,
            Price = isFill ? _fillPrice : _price,
            Fees = isFill ? _fees.GetValueOrDefault() : 0,
            Timestamp = _timestamp!.Value,
            ErrorMessage = _errorMessage,
        };
    }

    private readonly OrderEventType? TypeOf(Guid id, OrderId orderId) => (_type, _status) switch
    {
        ("order_filled", _) => id == OrderIdentity.EventIdOf(orderId, OrderEventType.Filled, 0)
            ? OrderEventType.Filled
            : OrderEventType.PartiallyFilled,
        ("order_failed", _) => OrderEventType.Failed,
        ("order_placed", "PLACED") => OrderEventType.Placed,
        ("order_placed", "CANCELLED") => OrderEventType.Cancelled,
        ("order_placed", "UNKNOWN") => OrderEventType.Unknown,
        _ => null,
    };

    private readonly string? FindMissing()
    {
        var missing = _type is null ? "type"
            : string.IsNullOrEmpty(_causationId) ? "causation_id"
            : string.IsNullOrEmpty(_strategyId) ? "strategy_id"
            : string.IsNullOrEmpty(_trader) ? "broker"
            : _executionMode is null ? "execution_mode"
            : _timestamp is null ? "timestamp"
            : null;
        return missing is not null ? $"the {missing} is missing"
            : _token is null or <= 0 ? "the instrument_token is not above zero"
            : _quantity is null or <= 0 or > TradingSignal.QuantityMax ? "the quantity is not that of an order"
            : null;
    }

    /// <summary>What no signal of this engine has: such an event is of somebody else.</summary>
    private readonly string? FindTooLong() =>
        IsTooLong(_causationId) ? "the causation_id is too long"
        : IsTooLong(_correlationId) ? "the correlation_id is too long"
        : IsTooLong(_traceId) ? "the trace_id is too long"
        : IsTooLong(_strategyId) ? "the strategy_id is too long"
        : null;

    private static bool IsTooLong(string? text) => text?.Length > TradingSignal.TextLengthMax;

    private bool BeginObject(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        _error ??= $"{name} is not a JSON object";
        return false;
    }

    private bool ReadEnvelopeField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            reader.Read();
            ReadData(ref reader);
            return true;
        }

        return FieldReader.ReadText(ref reader, "id"u8, ref _id, ref _error)
            || FieldReader.ReadText(ref reader, "correlation_id"u8, ref _correlationId, ref _error)
            || FieldReader.ReadText(ref reader, "causation_id"u8, ref _causationId, ref _error)
            || FieldReader.ReadText(ref reader, "trace_id"u8, ref _traceId, ref _error)
            || FieldReader.ReadText(ref reader, "type"u8, ref _type, ref _error);
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        ResetData();
        if (!BeginObject(ref reader, "data"))
        {
            return;
        }

        while (_error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadDataField(ref reader))
            {
                reader.Skip();
            }
        }
    }

    private bool ReadDataField(ref Utf8JsonReader reader) =>
        FieldReader.ReadText(ref reader, "order_id"u8, ref _orderId, ref _error)
        || FieldReader.ReadLong(ref reader, "instrument_token"u8, ref _token, ref _error)
        || FieldReader.ReadLong(ref reader, "quantity"u8, ref _quantity, ref _error)
        || FieldReader.ReadPrice(ref reader, "fill_price"u8, ref _fillPrice, ref _error)
        || FieldReader.ReadPrice(ref reader, "price"u8, ref _price, ref _error)
        || FieldReader.ReadTime(ref reader, "timestamp"u8, ref _timestamp, ref _error)
        || FieldReader.ReadText(ref reader, "broker"u8, ref _trader, ref _error)
        || FieldReader.ReadText(ref reader, "strategy_id"u8, ref _strategyId, ref _error)
        || FieldReader.ReadText(ref reader, "signal_type"u8, ref _side, ref _error)
        || FieldReader.ReadText(ref reader, "execution_mode"u8, ref _executionMode, ref _error)
        || FieldReader.ReadDecimal(ref reader, "fees"u8, ref _fees, ref _error)
        || FieldReader.ReadText(ref reader, "error_message"u8, ref _errorMessage, ref _error)
        || FieldReader.ReadText(ref reader, "status"u8, ref _status, ref _error);

    // The last of two objects with one name wins whole: an event is never made of parts of both.
    private void ResetData()
    {
        (_orderId, _token, _quantity, _fillPrice, _price, _timestamp) = (null, null, null, null, null, null);
        (_trader, _strategyId, _side, _executionMode) = (null, null, null, null);
        (_fees, _errorMessage, _status) = (null, null, null);
    }
}
