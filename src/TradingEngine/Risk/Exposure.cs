using TradingEngine.Model;

namespace TradingEngine.Risk;

/// <summary>What is held of an instrument and what is open, for one position or the sum of several.</summary>
/// <remarks>128 bits: no sum of fills or orders can wrap.</remarks>
internal sealed class Exposure
{
    /// <summary>Held: above zero long, below zero short.</summary>
    public Int128 Position { get; private set; }

    /// <summary>Open to buy.</summary>
    public Int128 OpenBuy { get; private set; }

    /// <summary>Open to sell.</summary>
    public Int128 OpenSell { get; private set; }

    public Int128 OpenOn(Side side) => side == Side.Buy ? OpenBuy : OpenSell;

    /// <summary>The position if all that is open on <paramref name="side"/> and this quantity were filled.</summary>
    public Int128 PositionAfter(Side side, long quantity) =>
        side == Side.Buy ? Position + OpenBuy + quantity : Position - OpenSell - quantity;

    /// <summary>
    /// True where an order of this quantity makes the position smaller, whole, even if all that is open on its side
    /// is filled first.
    /// </summary>
    public bool IsReducedBy(Side side, long quantity) => side == Side.Buy
        ? Position < 0 && PositionAfter(side, quantity) <= 0
        : Position > 0 && PositionAfter(side, quantity) >= 0;

    /// <summary>Adds to what is open; a negative quantity takes from it.</summary>
    public void AddOpen(Side side, Int128 quantity)
    {
        if (side == Side.Buy)
        {
            OpenBuy += quantity;
        }
        else
        {
            OpenSell += quantity;
        }
    }

    /// <summary>Adds to the position; a negative quantity was sold.</summary>
    public void AddPosition(Int128 quantity) => Position += quantity;
}
