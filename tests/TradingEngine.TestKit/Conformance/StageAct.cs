namespace TradingEngine.TestKit.Conformance;

/// <summary>What the counterparty on the stage does with an order.</summary>
public enum StageAct
{
    /// <summary>Trades all of it at once.</summary>
    Fill,

    /// <summary>Trades a part of it at once. With <see cref="TraderFeatures.CanPartiallyFill"/>.</summary>
    FillInPart,

    /// <summary>Accepts it and trades nothing. With <see cref="TraderFeatures.CanRest"/>.</summary>
    Rest,

    /// <summary>Refuses it. With <see cref="TraderFeatures.CanReject"/>.</summary>
    Reject,

    /// <summary>Trades all of it, and the answer is lost. With <see cref="TraderFeatures.CanLoseAnswers"/>.</summary>
    LoseAnswer,
}
