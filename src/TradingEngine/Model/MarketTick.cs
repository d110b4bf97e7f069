namespace TradingEngine.Model;

/// <summary>The last traded price of an instrument.</summary>
/// <param name="InstrumentToken">The number of the instrument at its broker or exchange, above zero.</param>
/// <param name="LastPrice">The price of the last trade, above zero.</param>
/// <param name="LastTradedQuantity">The quantity of the last trade, zero where it is not known.</param>
/// <param name="Timestamp">When the exchange traded, with the exchange's offset.</param>
public readonly record struct MarketTick(
    long InstrumentToken, Price LastPrice, long LastTradedQuantity, DateTimeOffset Timestamp);
