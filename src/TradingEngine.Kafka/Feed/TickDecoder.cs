using Confluent.Kafka;
using TradingEngine.Ingress;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Decodes a tick from the client's own memory, while that calls it, and keeps what the message was only where it could
/// not be read. Used by the ingress thread.
/// </summary>
/// <remarks>
/// The value that it returns is empty on purpose: the tick stays here, so that the client's result object does not grow by
/// it.
/// </remarks>
internal sealed class TickDecoder : IDeserializer<NoContent>
{
    private MarketTick _tick;

    /// <summary>The tick of the message that was consumed last, valid where <see cref="Error"/> is null.</summary>
    public ref readonly MarketTick Tick => ref _tick;

    /// <summary>Why it could not be read; null where it could.</summary>
    public string? Error { get; private set; }

    /// <summary>The bytes of a message that could not be read; null for a message without a value.</summary>
    public byte[]? BadValue { get; private set; }

    public NoContent Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        Decode(data, isNull);
        return default;
    }

    /// <summary>Decodes one message.</summary>
    public bool Decode(ReadOnlySpan<byte> data, bool isNull)
    {
        string? error = "the value is empty";
        if (!data.IsEmpty && TickJson.TryRead(data, out _tick, out error))
        {
            error = FindFault(_tick);
            if (error is null)
            {
                Error = null;
                return true;
            }
        }

        Error = error;
        BadValue = isNull ? null : data.ToArray();
        return false;
    }

    /// <summary>What the engine would refuse; it counts ticks that it refuses, but keeps none.</summary>
    private static string? FindFault(in MarketTick tick) =>
        tick.InstrumentToken <= 0 ? "the instrument_token is not above zero"
        : !tick.LastPrice.IsPositive ? "the last_price is not above zero"
        : tick.LastTradedQuantity < 0 ? "the last_traded_quantity is below zero"
        : null;
}
