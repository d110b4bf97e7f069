using TradingEngine.Risk;

namespace TradingEngine.Strategies;

/// <summary>What a source says about one strategy. Immutable; two are equal where all of it is.</summary>
/// <param name="Id">The strategy's id, as signals carry it: 1 to 256 characters.</param>
public sealed record class StrategyConfiguration(string Id)
{
    /// <summary>What kind of strategy it is; information.</summary>
    public string? Type { get; init; }

    /// <summary>The instruments that it looks at, as the source has them, a JSON text; information.</summary>
    public string? Instruments { get; init; }

    /// <summary>Its parameters, as the source has them, a JSON text; information.</summary>
    public string? Parameters { get; init; }

    /// <summary>
    /// Whether it trades at all: the column <c>is_active</c> of the replaced system. <value>The default is true.</value>
    /// </summary>
    public bool IsActive { get; init; } = true;

    /// <summary>
    /// Whether this engine takes no signals of it, whatever <see cref="IsActive"/> says: so that it can be stopped here
    /// and go on elsewhere. <value>The default is false.</value>
    /// </summary>
    public bool IsSuspended { get; init; }

    /// <summary>
    /// Whether Zerodha trades it by default: the column <c>zerodha_trading_enabled</c> of the replaced system, from which
    /// the traders follow that <see cref="Traders"/> does not name. Null: only traders that are named count.
    /// </summary>
    public bool? ZerodhaTradingEnabled { get; init; }

    /// <summary>What single traders do; wins over what follows from <see cref="ZerodhaTradingEnabled"/>.</summary>
    public IReadOnlyList<StrategyTrader> Traders { get; init; } = [];

    /// <summary>
    /// What its orders may not exceed. <value>The default is null: what the engine was built with.</value>
    /// </summary>
    public RiskLimits? Limits { get; init; }

    /// <inheritdoc/>
    public bool Equals(StrategyConfiguration? other) => other is not null
        && Id == other.Id
        && Type == other.Type
        && Instruments == other.Instruments
        && Parameters == other.Parameters
        && IsActive == other.IsActive
        && IsSuspended == other.IsSuspended
        && ZerodhaTradingEnabled == other.ZerodhaTradingEnabled
        && Limits == other.Limits
        && SameInOrder(Traders, other.Traders);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, IsActive, IsSuspended, ZerodhaTradingEnabled, Traders.Count);

    private static bool SameInOrder(IReadOnlyList<StrategyTrader> left, IReadOnlyList<StrategyTrader> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }
}
