namespace TradingEngine.TestKit.Conformance;

/// <summary>
/// What a trader and its stage offer beyond fills. A contract runs only where all that it needs is offered.
/// </summary>
[Flags]
public enum TraderFeatures
{
    /// <summary>It fills orders at once, and nobody sees what its counterparty got.</summary>
    None = 0,

    /// <summary>The stage shows the orders that the counterparty got.</summary>
    ShowsOrders = 1 << 0,

    /// <summary>Orders can be refused.</summary>
    CanReject = 1 << 1,

    /// <summary>Orders can rest at the counterparty, and the stage can trade them later.</summary>
    CanRest = 1 << 2,

    /// <summary>A part of an order can be traded.</summary>
    CanPartiallyFill = 1 << 3,

    /// <summary>Open orders can be cancelled.</summary>
    CanCancel = 1 << 4,

    /// <summary>The counterparty can be asked what became of orders.</summary>
    CanReconcile = 1 << 5,

    /// <summary>An answer can be lost after the counterparty got the order.</summary>
    CanLoseAnswers = 1 << 6,

    /// <summary>The counterparty can be out of reach.</summary>
    CanBeDown = 1 << 7,

    /// <summary>An order that the trader gets twice is sent once.</summary>
    SendsOnce = 1 << 8,

    /// <summary>The stage knows texts that must never be told, such as keys and tokens.</summary>
    HasSecrets = 1 << 9,

    /// <summary>
    /// It answers that the counterparty has an order before it knows what came of it; that is told when it is asked.
    /// </summary>
    TellsLater = 1 << 10,

    /// <summary>Everything but <see cref="TellsLater"/>.</summary>
    All = (1 << 10) - 1,
}
