using TradingEngine.Model;

namespace TradingEngine.Portfolio;

/// <summary>The running sums of one position.</summary>
/// <remarks>
/// The cost of the whole is kept, not the average: what is divided is only the part that a close takes out, and the
/// same amount leaves the cost and enters the profit. So profit minus cost equals the money that moved, to the last digit.
/// </remarks>
internal sealed class PositionState
{
    public long Quantity { get; private set; }

    public decimal Cost { get; private set; }

    public decimal RealizedPnl { get; private set; }

    public decimal Fees { get; private set; }

    public decimal CashChange { get; private set; }

    public long FillCount { get; private set; }

    /// <summary>Adds a fill. Nothing changes where it throws.</summary>
    /// <exception cref="OverflowException">An amount or the quantity does not fit.</exception>
    public void Apply(Side side, long quantity, Price price, decimal fees)
    {
        var sign = side == Side.Buy ? 1 : -1;
        var notional = Money.Notional(quantity, price);
        var (newQuantity, cost, realized) = (Quantity, Cost, RealizedPnl);
        var closing = Math.Sign(newQuantity) == -sign ? Math.Min(Math.Abs(newQuantity), quantity) : 0;
        if (closing > 0)
        {
            var removed = closing == Math.Abs(newQuantity) ? cost : cost * closing / Math.Abs(newQuantity);
            realized += -sign * Money.Notional(closing, price) - removed;
            cost -= removed;
        }

        cost += sign * Money.Notional(quantity - closing, price);
        newQuantity = checked(newQuantity + sign * quantity);
        var totalFees = Fees + fees;
        CashChange += -sign * notional - fees;
        (Quantity, Cost, RealizedPnl, Fees) = (newQuantity, cost, realized, totalFees);
        FillCount++;
    }
}
