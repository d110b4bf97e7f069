using System.Text.Json;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>The fields of a <c>validated_signal</c> envelope, collected while its JSON is read.</summary>
internal ref struct SignalFields
{
    private const string EventType = "validated_signal";
    private const int EscapedLengthMax = 256;

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
    private string? _error;

    private delegate bool Field(ref SignalFields fields, ref Utf8JsonReader reader);

    /// <summary>Reads an envelope.</summary>
    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public string? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        ReadObject(ref reader, "the envelope", static (ref SignalFields fields, ref Utf8JsonReader reader) =>
            fields.ReadEnvelopeField(ref reader));
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
            return $"the type is '{_type}', not '{EventType}'";
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
            return $"the signal_type is '{_signalType}', not BUY, SELL or HOLD";
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
            ReadObject(ref reader, "data", static (ref SignalFields fields, ref Utf8JsonReader reader) =>
                fields.ReadDataField(ref reader));
            return true;
        }

        return ReadText(ref reader, "id"u8, ref _id)
            || ReadText(ref reader, "correlation_id"u8, ref _correlationId)
            || ReadText(ref reader, "trace_id"u8, ref _traceId)
            || ReadText(ref reader, "type"u8, ref _type);
    }

    private bool ReadDataField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("original_signal"u8))
        {
            reader.Read();
            ReadObject(ref reader, "original_signal", static (ref SignalFields fields, ref Utf8JsonReader reader) =>
                fields.ReadSignalField(ref reader));
            return true;
        }

        return ReadLong(ref reader, "validated_quantity"u8, ref _validatedQuantity)
            || ReadPrice(ref reader, "validated_price"u8, ref _validatedPrice);
    }

    private bool ReadSignalField(ref Utf8JsonReader reader) =>
        ReadText(ref reader, "strategy_id"u8, ref _strategyId)
        || ReadText(ref reader, "signal_type"u8, ref _signalType)
        || ReadLong(ref reader, "instrument_token"u8, ref _token)
        || ReadLong(ref reader, "quantity"u8, ref _quantity)
        || ReadPrice(ref reader, "price"u8, ref _price)
        || ReadTime(ref reader, "timestamp"u8, ref _timestamp);

    private bool ReadText(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref string? value)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            value = reader.GetString();
        }
        else
        {
            RefuseUnlessNull(ref reader, name, "a text");
        }

        return true;
    }

    private bool ReadLong(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref long? value)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            value = number;
        }
        else
        {
            RefuseUnlessNull(ref reader, name, "a whole number");
        }

        return true;
    }

    private bool ReadPrice(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref Price? value)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && Price.TryParseRounded(reader.ValueSpan, out var price))
        {
            value = price;
        }
        else
        {
            RefuseUnlessNull(ref reader, name, "a number in the range of a price");
        }

        return true;
    }

    private bool ReadTime(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref DateTimeOffset? value)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            RefuseUnlessNull(ref reader, name, "a time stamp");
        }
        else if (WireTime.TryParse(Unescape(reader, stackalloc byte[EscapedLengthMax]), out var time, out var error))
        {
            value = time;
        }
        else
        {
            _error = error;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Unescape(in Utf8JsonReader reader, Span<byte> buffer) =>
        reader.ValueIsEscaped && reader.ValueSpan.Length <= buffer.Length
            ? buffer[..reader.CopyString(buffer)]
            : reader.ValueSpan;

    private void RefuseUnlessNull(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, string expected)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        _error = $"the {System.Text.Encoding.UTF8.GetString(name)} is not {expected}";
        reader.Skip();
    }
}
