namespace TradingEngine.Runner.Demo;

/// <summary>How a strategy of the demonstration decides.</summary>
internal enum StrategyKind
{
    /// <summary>Buys what rose over its window and sells what fell.</summary>
    Momentum,

    /// <summary>Sells what is above the mean of its window and buys what is below.</summary>
    MeanReversion,

    /// <summary>Buys at the highest price of its window and sells at the lowest.</summary>
    Breakout,
}
