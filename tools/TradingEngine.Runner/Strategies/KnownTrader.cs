using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Runner.Configuration;
using TradingEngine.Strategies;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Runner.Strategies;

/// <summary>A trader that is there by name, for rules without an engine: it checks terms and executes nothing.</summary>
internal sealed class KnownTrader : ITrader
{
    private readonly bool _hasTerms;

    private KnownTrader(bool hasTerms)
    {
        _hasTerms = hasTerms;
    }

    /// <summary>The rules of a service with these settings. Every trader has a shadow here: whether it runs is the service's affair.</summary>
    public static StrategyRules RulesOf(RunnerSettings settings)
    {
        var traders = new Dictionary<string, ITrader>(StringComparer.Ordinal);
        foreach (var name in settings.Traders.Concat(settings.DisabledTraders))
        {
            traders[name] = new KnownTrader(name == RunnerSettings.ZerodhaName);
            traders[ShadowName.Of(name)] = traders[name];
        }

        return new StrategyRules(traders, new StrategyRuleOptions
        {
            ZerodhaInsteadOfPaper = settings.Strategies.ZerodhaInsteadOfPaper,
        });
    }

    /// <inheritdoc/>
    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This trader is a name only.");

    /// <inheritdoc/>
    public IReadOnlyList<string> CheckTerms(string terms) =>
        _hasTerms ? OrderTerms.CheckText(terms) : ["This trader takes no terms."];
}
