using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders.Paper;

/// <summary>
/// Fills every order at once and whole, at the last price that stood before its signal, with slippage and commission.
/// </summary>
/// <remarks>
/// Deterministic: no random numbers, no clock. The fill price is the last price times 1 plus (buy) or minus (sell) the
/// slippage, rounded half to even at eight decimals; the fee is the value times the commission, rounded half to even at
/// four decimals. Without a last price the order fails: a price is never made up.
/// </remarks>
public sealed class PaperTrader : IInlineTrader
{
    /// <summary>Why an order without a last price fails.</summary>
    public const string PriceRequiredMessage = "Last price required for paper trading";

    private readonly decimal _buyFactor;
    private readonly decimal _sellFactor;
    private readonly decimal _commissionRate;

    /// <summary>A paper trader with the default options.</summary>
    public PaperTrader()
        : this(new PaperTraderOptions())
    {
    }

    /// <summary>A paper trader.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PaperTrader(PaperTraderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.SlippagePercent is < 0 or >= 100)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.SlippagePercent, "The slippage is 0 to less than 100 percent.");
        }

        if (options.CommissionPercent is < 0 or > 100)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.CommissionPercent, "The commission is 0 to 100 percent.");
        }

        _buyFactor = 1 + options.SlippagePercent / 100;
        _sellFactor = 1 - options.SlippagePercent / 100;
        _commissionRate = options.CommissionPercent / 100;
    }

    /// <inheritdoc/>
    public string ExecutionMode => "paper";

    /// <inheritdoc/>
    public OrderResult Execute(in Order order)
    {
        if (order.LastPrice is not { IsPositive: true } lastPrice)
        {
            return OrderResult.Failed(PriceRequiredMessage);
        }

        var factor = order.Side == Side.Buy ? _buyFactor : _sellFactor;
        var price = factor == 1 ? lastPrice : lastPrice.MultiplyRounded(factor);
        if (!price.IsPositive)
        {
            return OrderResult.Failed("The price after slippage is below 0.00000001");
        }

        var fees = Money.Round(Money.Notional(order.Quantity, price) * _commissionRate);
        return OrderResult.Filled(order.Quantity, price, fees);
    }
}
