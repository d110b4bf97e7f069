using System.Runtime.CompilerServices;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>What a tick and a signal must be to enter the engine.</summary>
internal static class EventChecks
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PublishResult Check(in MarketTick tick)
    {
        var isValid = tick.LastPrice.Raw > 0 & tick.InstrumentToken > 0 & tick.LastTradedQuantity >= 0
            & tick.Timestamp.UtcTicks > 0;
        return isValid ? PublishResult.Published : FindFault(tick);
    }

    public static PublishResult Check(TradingSignal signal)
    {
        var quantityMin = signal.Type == SignalType.Hold ? 0 : 1;
        if (!IsText(signal.SignalId) || !IsText(signal.StrategyId)
            || !IsShort(signal.CorrelationId) || !IsShort(signal.TraceId))
        {
            return PublishResult.InvalidText;
        }

        if (signal.Type > SignalType.Sell)
        {
            return PublishResult.InvalidType;
        }

        if (signal.InstrumentToken <= 0)
        {
            return PublishResult.InvalidInstrument;
        }

        if (signal.Quantity < quantityMin || signal.Quantity > TradingSignal.QuantityMax)
        {
            return PublishResult.InvalidQuantity;
        }

        if (signal.Price is { IsPositive: false })
        {
            return PublishResult.InvalidPrice;
        }

        return signal.Timestamp == default ? PublishResult.InvalidTimestamp : PublishResult.Published;
    }

    private static bool IsText(string? text) => text is { Length: > 0 and <= TradingSignal.TextLengthMax };

    // Both go into every event of the signal: a sink with a limit could not take those events.
    private static bool IsShort(string? text) => text is null or { Length: <= TradingSignal.TextLengthMax };

    private static PublishResult FindFault(in MarketTick tick)
    {
        if (!tick.LastPrice.IsPositive)
        {
            return PublishResult.InvalidPrice;
        }

        if (tick.InstrumentToken <= 0)
        {
            return PublishResult.InvalidInstrument;
        }

        return tick.LastTradedQuantity < 0 ? PublishResult.InvalidQuantity : PublishResult.InvalidTimestamp;
    }
}
