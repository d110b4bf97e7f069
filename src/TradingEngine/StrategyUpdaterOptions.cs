using TradingEngine.Strategies;
using TradingEngine.Traders.Paper;

namespace TradingEngine;

/// <summary>How strategies follow their source.</summary>
public sealed class StrategyUpdaterOptions
{
    /// <summary>What turns a source's columns into routes.</summary>
    public StrategyRuleOptions Rules { get; set; } = new();

    /// <summary>
    /// Whether every trader gets a shadow (<see cref="EngineBuilder.AddShadow"/>) that has none. <value>The default is
    /// true.</value>
    /// </summary>
    public bool AddsShadows { get; set; } = true;

    /// <summary>How the orders of those shadows fill.</summary>
    public PaperTraderOptions ShadowFills { get; set; } = new();

    /// <summary>
    /// How long they are on their way before they fill, at the price that stands then; zero or more, and not for inline
    /// traders. <value>The default is zero.</value>
    /// </summary>
    public TimeSpan ShadowDelay { get; set; }

    /// <summary>
    /// Where the last good configuration is kept, for a start while the source cannot be read or is wrong; null for nowhere.
    /// <value>The default is null.</value>
    /// </summary>
    public string? CacheFile { get; set; }

    /// <summary>
    /// How long after a failure the source is tried again, above zero; doubled each time, up to five times as long.
    /// <value>The default is one second.</value>
    /// </summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock. <value>The default is <see cref="TimeProvider.System"/>.</value></summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal StrategyUpdaterOptions Copy() => (StrategyUpdaterOptions)MemberwiseClone();
}
