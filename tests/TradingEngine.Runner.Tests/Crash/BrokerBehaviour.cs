namespace TradingEngine.Runner.Tests.Crash;

/// <summary>What the broker does with an order.</summary>
internal enum BrokerBehaviour
{
    /// <summary>Trades it at once and says so.</summary>
    Fill,

    /// <summary>Trades it at once and says so late, yet in time.</summary>
    FillAndAnswerLate,

    /// <summary>Trades it at once and cuts the connection.</summary>
    FillAndCut,

    /// <summary>Trades it at once and never answers.</summary>
    FillAndKeepSilent,

    /// <summary>Trades it at once and answers what no one can read.</summary>
    FillAndBabble,

    /// <summary>Lets it rest and trades it in two parts.</summary>
    Rest,

    /// <summary>Lets it rest, says nothing, and trades it in two parts.</summary>
    RestAndCut,

    /// <summary>Lets it rest, trades a half and cancels the rest.</summary>
    RestAndCancel,

    /// <summary>Refuses it.</summary>
    Reject,

    /// <summary>Reads it, forgets it and cuts the connection.</summary>
    Lose,
}
