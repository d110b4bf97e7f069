using System.Globalization;

namespace TradingEngine.LocalKite.Book;

/// <summary>Why the risk system or the exchange would not have an order. Null is a yes.</summary>
internal static class OrderChecks
{
    public static string? Reason(
        LocalInstrument instrument, long quantity, decimal price, decimal trigger, bool isBuy)
    {
        if (quantity % instrument.LotSize != 0)
        {
            return Text($"Quantity should be in multiple of lot size {instrument.LotSize}.");
        }

        if (instrument.FreezeQuantity > 0 && quantity > instrument.FreezeQuantity)
        {
            return Text($"Quantity {quantity} is above the freeze quantity {instrument.FreezeQuantity}.");
        }

        if (price % instrument.TickSize != 0 || trigger % instrument.TickSize != 0)
        {
            var tick = Text($"Tick size for this script is {instrument.TickSize}.");
            return tick + " Kindly enter price in the multiple of tick size for this script.";
        }

        var isBeyondLimit = trigger > 0 && price > 0 && (isBuy ? price < trigger : price > trigger);
        return isBeyondLimit ? "Trigger price should be on the near side of the limit price." : null;
    }

    public static string? TriggerReason(Market market, decimal trigger, bool isBuy)
    {
        var isPassed = trigger > 0 && (isBuy ? market.Last >= trigger : market.Last <= trigger);
        return isPassed
            ? Text($"Trigger price for this order has passed: the last price is {market.Last}.")
            : null;
    }

    public static string? BandReason(Market market, decimal price, decimal bandPercent) =>
        bandPercent > 0 && Math.Abs(price - market.Last) * 100 > market.Last * bandPercent
            ? "The price is out of the circuit limits."
            : null;

    public static string? MarginReason(decimal required, decimal available) => required > available
        ? Text($"Insufficient funds. Required margin is {required:0.00} but available margin is {available:0.00}.")
        : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
