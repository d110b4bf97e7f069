using TradingEngine.Model;

namespace TradingEngine.Runner.LiveSim;

/// <summary>What came of a signal at a live trader, its shadow and the paper trader.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="Live">At the live trader; null where it got no order.</param>
/// <param name="Shadow">At the shadow of the live trader; null where it got no order.</param>
/// <param name="Paper">At the paper trader; null where it got no order.</param>
internal sealed record class SignalOutcome(
    TradingSignal Signal, Side Side, TraderOutcome? Live, TraderOutcome? Shadow, TraderOutcome? Paper)
{
    private const decimal BasisPoints = 10_000;

    /// <summary>
    /// How much worse the live price is than the paper price, in basis points of it, below zero for better; null where
    /// either has none.
    /// </summary>
    public decimal? SlippageBasisPoints => SlippageOf(Live);

    /// <summary>The same for the price of the shadow.</summary>
    public decimal? ShadowSlippageBasisPoints => SlippageOf(Shadow);

    private decimal? SlippageOf(TraderOutcome? judged) =>
        judged?.Price is { } price && Paper?.Price is { } paper && paper > 0
            ? (Side == Side.Buy ? price - paper : paper - price) / paper * BasisPoints
            : null;
}
