namespace TradingEngine.Model;

/// <summary>Why a signal did not become an order.</summary>
public enum RejectReason : byte
{
    /// <summary>It was not rejected.</summary>
    None,

    /// <summary>A signal with this id was processed before.</summary>
    Duplicate,

    /// <summary>The signal says hold.</summary>
    Hold,

    /// <summary>Trading is halted.</summary>
    Halted,

    /// <summary>The market of the instrument is closed, or its calendar knows nothing of the day.</summary>
    Closed,

    /// <summary>The signal is older than the age limit.</summary>
    Stale,

    /// <summary>The routing table does not know the strategy and has no default.</summary>
    UnknownStrategy,

    /// <summary>
    /// The routing table knows the strategy and sends it nowhere, or the signal is for a trader that is not there.
    /// </summary>
    NoRoute,

    /// <summary>The signal itself was not valid and never entered the ring.</summary>
    Invalid,
}
