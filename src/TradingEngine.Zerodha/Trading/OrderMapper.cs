using System.Collections.Concurrent;
using System.Collections.Frozen;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>Makes the order that Kite gets of the order that the engine made. Refuses; never rounds.</summary>
internal sealed class OrderMapper
{
    private readonly OrderTerms _terms;
    private readonly FrozenDictionary<string, OrderTerms> _strategyTerms;
    private readonly FrozenDictionary<string, long> _freezeQuantities;
    private readonly ConcurrentDictionary<string, OrderTerms> _texts = new(StringComparer.Ordinal);
    private readonly int _sliceCountMax;

    public OrderMapper(ZerodhaOptions options)
    {
        _terms = options.Terms;
        _strategyTerms = options.StrategyTerms.ToFrozenDictionary(StringComparer.Ordinal);
        _freezeQuantities = options.FreezeQuantities.ToFrozenDictionary(StringComparer.Ordinal);
        _sliceCountMax = options.SliceCountMax;
    }

    /// <summary>How an order is placed: by its own terms, which only say what is other than the strategy's.</summary>
    public OrderTerms TermsOf(in Order order)
    {
        var defaults = _strategyTerms.GetValueOrDefault(order.StrategyId) ?? _terms;
        return order.Terms is { } text ? _texts.GetOrAdd(text, TermsText.Parse, defaults) : defaults;
    }

    /// <summary>What is wrong with terms; none where all is well.</summary>
    public IReadOnlyList<string> CheckTerms(string text) => TermsText.Check(text, _terms);

    /// <summary>The order for Kite.</summary>
    /// <exception cref="OrderNotSentException">It cannot be placed as it is; the message says why.</exception>
    public KiteOrderRequest Map(in Order order)
    {
        var instrument = order.Instrument ?? throw new OrderNotSentException(
            $"Instrument {order.InstrumentToken} is not in the list of instruments: its symbol is not known");
        var terms = TermsOf(order);
        Check(instrument.CheckQuantity(order.Quantity));
        Check(CheckFreezeQuantity(instrument, order.Quantity, terms));
        var isLimit = terms.Pricing == OrderPricing.Limit;
        return new KiteOrderRequest
        {
            Variety = terms.Variety,
            Exchange = instrument.Exchange,
            TradingSymbol = instrument.Symbol,
            TransactionType = order.Side == Side.Buy ? KiteTransactionType.Buy : KiteTransactionType.Sell,
            Quantity = order.Quantity,
            Product = terms.Product,
            OrderType = isLimit ? KiteOrderType.Limit : KiteOrderType.Market,
            Price = isLimit ? LimitOf(order, instrument).ToDecimal() : null,
            MarketProtection = isLimit ? null : terms.MarketProtectionPercent,
            Validity = terms.Validity,
            ValidityTtl = terms.Validity == KiteValidity.Minutes ? terms.ValidityMinutes : null,
            IsAutoslice = terms.IsAutosliced,
            Tag = order.Id.ToString(),
        };
    }

    private static Price LimitOf(in Order order, Instrument instrument)
    {
        var price = order.Signal.Price ?? throw new OrderNotSentException(
            $"Strategy '{order.StrategyId}' trades by limit and its signal has no price");
        Check(instrument.CheckPrice(price));
        return price;
    }

    private static void Check(string? refusal)
    {
        if (refusal is not null)
        {
            throw new OrderNotSentException(refusal);
        }
    }

    private string? CheckFreezeQuantity(Instrument instrument, long quantity, OrderTerms terms)
    {
        if (!_freezeQuantities.TryGetValue(instrument.Symbol, out var freeze)
            && !_freezeQuantities.TryGetValue(instrument.Name, out freeze))
        {
            return null;
        }

        if (quantity <= freeze)
        {
            return null;
        }

        if (!terms.IsAutosliced)
        {
            return $"{quantity} {instrument.Symbol} are more than the freeze quantity of {freeze}, and orders of the strategy are not sliced";
        }

        return quantity > freeze * _sliceCountMax
            ? $"{quantity} {instrument.Symbol} would be more than {_sliceCountMax} slices of {freeze}"
            : null;
    }
}
