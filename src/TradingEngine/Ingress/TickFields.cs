using System.Text.Json;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>The fields of a <c>market_tick</c> envelope, collected while its JSON is read.</summary>
/// <remarks>Names are compared in the order in which the usual producer writes them.</remarks>
internal ref struct TickFields
{
    private const string EventType = "market_tick";

    private long? _token;
    private Price? _price;
    private DateTimeOffset? _timestamp;
    private long? _quantity;
    private bool _isTick;
    private string? _otherType;
    private string? _error;

    /// <summary>Reads an envelope.</summary>
    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public string? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "the envelope is not a JSON object";
        }

        while (_error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                ReadType(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                ReadData(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // An event of another type has other fields: that is the error then, not the field.
        return _otherType is null ? _error ?? ReadEnd(ref reader) : DescribeType();
    }

    /// <summary>Makes the tick.</summary>
    /// <returns>What is missing, or null.</returns>
    public readonly string? Build(out MarketTick tick)
    {
        tick = default;
        if (!_isTick)
        {
            return DescribeType();
        }

        if (_token is not { } token)
        {
            return "the instrument_token is missing";
        }

        if (_price is not { } price)
        {
            return "the last_price is missing";
        }

        if (_timestamp is not { } timestamp)
        {
            return "the timestamp is missing";
        }

        tick = new MarketTick(token, price, _quantity.GetValueOrDefault(), timestamp);
        return null;
    }

    private void ReadType(ref Utf8JsonReader reader)
    {
        reader.Read();
        _otherType = null;
        _isTick = false;
        if (reader.TokenType == JsonTokenType.String)
        {
            _isTick = reader.ValueTextEquals("market_tick"u8);
            _otherType = _isTick ? null : reader.GetString();
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            _error = "the type is not a text";
        }
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        reader.Read();
        (_token, _price, _timestamp, _quantity) = (null, null, null, null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _error = "data is not a JSON object";
            return;
        }

        while (_error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!FieldReader.ReadLong(ref reader, "instrument_token"u8, ref _token, ref _error)
                && !FieldReader.ReadPrice(ref reader, "last_price"u8, ref _price, ref _error)
                && !FieldReader.ReadTime(ref reader, "timestamp"u8, ref _timestamp, ref _error)
                && !FieldReader.ReadLong(ref reader, "last_traded_quantity"u8, ref _quantity, ref _error))
            {
                reader.Skip();
            }
        }
    }

    private static string? ReadEnd(ref Utf8JsonReader reader) => reader.Read() ? "more than one JSON value" : null;

    private readonly string DescribeType() => $"the type is '{FieldReader.Show(_otherType)}', not '{EventType}'";
}
