using System.Text.Json;
using TradingEngine.Ingress;

namespace TradingEngine.Runner.Compare;

/// <summary>The fields of an order event of either system, collected while its JSON is read.</summary>
internal ref struct TraceFields : IEnvelopeFields
{
    public string? Id;
    public string? CausationId;
    public string? Type;
    public bool HasData;
    public string? OrderId;
    public string? Trader;
    public string? StrategyId;
    public string? SignalType;
    public string? Side;
    public string? Status;
    public string? Message;
    public long? Token;
    public long? Quantity;
    public decimal? FillPrice;
    public DateTimeOffset? Time;
    private string? _dataError;
    private string? _error;

    /// <summary>What is wrong within <c>data</c>, or null; of no concern where the type is another one.</summary>
    public readonly string? DataError => _dataError;

    /// <inheritdoc/>
    public string? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "the envelope is not a JSON object";
        }

        while (_error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadEnvelopeField(ref reader);
        }

        if (_error is null && reader.Read())
        {
            _error = "more than one JSON value";
        }

        return _error;
    }

    private void ReadEnvelopeField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            reader.Read();
            ReadData(ref reader);
        }
        else if (!FieldReader.ReadText(ref reader, "id"u8, ref Id, ref _error)
            && !FieldReader.ReadText(ref reader, "causation_id"u8, ref CausationId, ref _error)
            && !FieldReader.ReadText(ref reader, "type"u8, ref Type, ref _error))
        {
            reader.Skip();
        }
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        ResetData();
        HasData = reader.TokenType == JsonTokenType.StartObject;
        if (!HasData)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadDataField(ref reader))
            {
                reader.Skip();
            }
        }
    }

    private bool ReadDataField(ref Utf8JsonReader reader)
    {
        string? error = null;
        var isKnown = FieldReader.ReadText(ref reader, "order_id"u8, ref OrderId, ref error)
            || FieldReader.ReadLong(ref reader, "instrument_token"u8, ref Token, ref error)
            || FieldReader.ReadLong(ref reader, "quantity"u8, ref Quantity, ref error)
            || FieldReader.ReadDecimal(ref reader, "fill_price"u8, ref FillPrice, ref error)
            || FieldReader.ReadTime(ref reader, "timestamp"u8, ref Time, ref error)
            || FieldReader.ReadText(ref reader, "broker"u8, ref Trader, ref error)
            || FieldReader.ReadText(ref reader, "strategy_id"u8, ref StrategyId, ref error)
            || FieldReader.ReadText(ref reader, "signal_type"u8, ref SignalType, ref error)
            || FieldReader.ReadText(ref reader, "side"u8, ref Side, ref error)
            || FieldReader.ReadText(ref reader, "status"u8, ref Status, ref error)
            || FieldReader.ReadText(ref reader, "error_message"u8, ref Message, ref error);
        if (error is not null)
        {
            _dataError ??= error;
            reader.Skip();
        }

        return isKnown;
    }

    // The last of two objects with one name wins whole: an event is never made of parts of both.
    private void ResetData()
    {
        (OrderId, Trader, StrategyId, SignalType, Side, Status, Message) = (null, null, null, null, null, null, null);
        (Token, Quantity, FillPrice, Time, _dataError) = (null, null, null, null, null);
    }
}
