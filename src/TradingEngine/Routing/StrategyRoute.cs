using System.Text;
using TradingEngine.Orders;

namespace TradingEngine.Routing;

/// <summary>Where the signals of one strategy go. Immutable.</summary>
internal sealed class StrategyRoute
{
    private readonly ulong _always;
    private readonly TraderShare[] _shares;
    private readonly TraderTerms[] _terms;
    private readonly byte[] _strategy;

    /// <param name="strategyId">The strategy.</param>
    /// <param name="always">Traders that get every signal, as a bit mask.</param>
    /// <param name="shares">Traders that get a part of them.</param>
    /// <param name="terms">How some of them place the orders.</param>
    public StrategyRoute(string strategyId, ulong always, TraderShare[] shares, params TraderTerms[] terms)
    {
        _strategy = Encoding.UTF8.GetBytes(strategyId);
        _always = always;
        _shares = shares;
        _terms = terms;
        Reachable = always;
        foreach (var share in shares)
        {
            Reachable |= share.BasisPoints > 0 ? share.Mask : 0;
        }
    }

    /// <summary>The traders that get any signal at all.</summary>
    public ulong Reachable { get; }

    /// <summary>The traders of a signal, as a bit mask. Does not allocate.</summary>
    public ulong TargetsOf(UInt128 signalKey)
    {
        if (_shares.Length == 0)
        {
            return _always;
        }

        var targets = _always;
        var bucket = OrderIdentity.ShareBucketOf(signalKey, _strategy);
        foreach (var share in _shares)
        {
            targets |= bucket < share.BasisPoints ? share.Mask : 0;
        }

        return targets;
    }

    /// <summary>How a trader places the orders; null as it is set up.</summary>
    public string? TermsOf(ulong mask)
    {
        foreach (var terms in _terms)
        {
            if ((terms.Mask & mask) != 0)
            {
                return terms.Text;
            }
        }

        return null;
    }
}

/// <summary>A part of a strategy's signals that a trader gets.</summary>
/// <param name="Mask">The bit of the trader.</param>
/// <param name="BasisPoints">Hundredths of a percent, from 0 to 10,000.</param>
internal readonly record struct TraderShare(ulong Mask, int BasisPoints);

/// <summary>How a trader places a strategy's orders.</summary>
/// <param name="Mask">The bit of the trader.</param>
/// <param name="Text">A JSON object in names of the trader.</param>
internal readonly record struct TraderTerms(ulong Mask, string Text);
