using System.Text.Json;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>The fields of a <c>validated_signal</c> envelope, collected while its JSON is read.</summary>
internal ref struct SignalFields : IEnvelopeFields
{
    private const string EventType = "validated_signal";

    private string? _id;
    private string? _correlationId;
    private string? _traceId;
    private string? _type;
    private string? _strategyId;
    private string? _signalType;
    private long? _token;
    private long? _quantity;
    private long? _validatedQuantity;
    private Price? _price;
    private Price? _validatedPrice;
    private DateTimeOffset? _timestamp;
    private DateTimeOffset? _sentAt;
    private string? _error;

    private delegate bool Field(ref SignalFields fields, ref Utf8JsonReader reader);

    /// <summary>The envelope's <c>ts</c>, null where it is absent or no time stamp.</summary>
    public readonly DateTimeOffset? SentAt => _sentAt;

    /// <inheritdoc/>
    public string? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        ReadObject(ref reader, "the envelope", static (ref SignalFields fields, ref Utf8JsonReader reader) =>
            fields.ReadEnvelopeField(ref reader));
        if (_type is not null && _type != EventType)
        {
            // An event of another type has other fields: that is the error then, not the field.
            return DescribeType();
        }

        if (_error is null && reader.Read())
        {
            _error = "more than one JSON value";
        }

        return _error;
    }

    /// <summary>Makes the signal.</summary>
    /// <returns>What is missing, or null.</returns>
    public readonly string? Build(out TradingSignal? signal)
    {
        signal = null;
        if (_type != EventType)
        {
            return DescribeType();
        }

        SignalType? type = _signalType switch
        {
            "BUY" => SignalType.Buy,
            "SELL" => SignalType.Sell,
            "HOLD" => SignalType.Hold,
            _ => null,
        };
        var missing = string.IsNullOrEmpty(_id) ? "id"
            : string.IsNullOrEmpty(_strategyId) ? "strategy_id"
            : _token is null ? "instrument_token"
            : _quantity is null && _validatedQuantity is null ? "quantity"
            : _timestamp is null ? "timestamp"
            : null;
        if (missing is not null)
        {
            return $"the {missing} is missing";
        }

        if (type is null)
        {
            return $"the signal_type is '{FieldReader.Show(_signalType)}', not BUY, SELL or HOLD";
        }

        signal = new TradingSignal
        {
            SignalId = _id!,
            StrategyId = _strategyId!,
            InstrumentToken = _token!.Value,
            Type = type.Value,
            Quantity = _validatedQuantity ?? _quantity!.Value,
            Price = _validatedPrice ?? _price,
            Timestamp = _timestamp!.Value,
            CorrelationId = _correlationId,
            TraceId = _traceId,
        };
        return null;
    }

    private readonly string DescribeType() => $"the type is '{FieldReader.Show(_type)}', not '{EventType}'";

    private void ReadObject(ref Utf8JsonReader reader, string name, Field field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _error ??= $"{name} is not a JSON object";
            return;
        }

        while (_error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!field(ref this, ref reader))
            {
                reader.Skip();
            }
        }
    }

    private bool ReadEnvelopeField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            reader.Read();
            ResetData();
            ReadObject(ref reader, "data", static (ref SignalFields fields, ref Utf8JsonReader reader) =>
                fields.ReadDataField(ref reader));
            return true;
        }

        return FieldReader.ReadText(ref reader, "id"u8, ref _id, ref _error)
            || FieldReader.ReadText(ref reader, "correlation_id"u8, ref _correlationId, ref _error)
            || FieldReader.ReadText(ref reader, "trace_id"u8, ref _traceId, ref _error)
            || FieldReader.ReadText(ref reader, "type"u8, ref _type, ref _error)
            || FieldReader.ReadTimeOrNull(ref reader, "ts"u8, ref _sentAt);
    }

    private bool ReadDataField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("original_signal"u8))
        {
            reader.Read();
            ResetOriginal();
            ReadObject(ref reader, "original_signal", static (ref SignalFields fields, ref Utf8JsonReader reader) =>
                fields.ReadSignalField(ref reader));
            return true;
        }

        return FieldReader.ReadLong(ref reader, "validated_quantity"u8, ref _validatedQuantity, ref _error)
            || FieldReader.ReadPrice(ref reader, "validated_price"u8, ref _validatedPrice, ref _error);
    }

    private bool ReadSignalField(ref Utf8JsonReader reader) =>
        FieldReader.ReadText(ref reader, "strategy_id"u8, ref _strategyId, ref _error)
        || FieldReader.ReadText(ref reader, "signal_type"u8, ref _signalType, ref _error)
        || FieldReader.ReadLong(ref reader, "instrument_token"u8, ref _token, ref _error)
        || FieldReader.ReadLong(ref reader, "quantity"u8, ref _quantity, ref _error)
        || FieldReader.ReadPrice(ref reader, "price"u8, ref _price, ref _error)
        || FieldReader.ReadTime(ref reader, "timestamp"u8, ref _timestamp, ref _error);

    // The last of two objects with one name wins whole: a signal is never made of parts of both.
    private void ResetData()
    {
        (_validatedQuantity, _validatedPrice) = (null, null);
        ResetOriginal();
    }

    private void ResetOriginal()
    {
        (_strategyId, _signalType, _token) = (null, null, null);
        (_quantity, _price, _timestamp) = (null, null, null);
    }
}
