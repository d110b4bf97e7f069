namespace TradingEngine.Diagnostics;

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>A trader could not be initialised; orders routed to it fail with that reason.</summary>
    TraderNotInitialized,

    /// <summary>A trader takes no orders for now, for the reason that it names, such as a login that is over.</summary>
    TraderImpeded,

    /// <summary>It takes orders again.</summary>
    TraderRestored,

    /// <summary>A trader threw; the order failed, or is unknown where it may have left.</summary>
    TraderThrew,

    /// <summary>A trader gave an answer that cannot be true, such as a fill of more than the order.</summary>
    TraderAnswerInvalid,

    /// <summary>The queue of a trader is full; the order is reported as failed.</summary>
    LaneFull,

    /// <summary>What became of an order is not known: no answer, a broken one, or a crash or a stop before it came.</summary>
    OrderOutcomeUnknown,

    /// <summary>A trader could not be shut down in order.</summary>
    TraderShutdownFailed,

    /// <summary>A sink threw; it missed an event.</summary>
    SinkFailed,

    /// <summary>A fill does not fit its position, which is unchanged.</summary>
    PositionNotUpdated,

    /// <summary>The calendar has no data for the day, so the market counts as closed.</summary>
    CalendarUnknown,

    /// <summary>A stage threw: a defect of the engine. The event is lost to the later stages.</summary>
    StageThrew,

    /// <summary>Trading was halted or resumed.</summary>
    TradingHalted,

    /// <summary>Events were left when the time to stop was over.</summary>
    DrainTimedOut,

    /// <summary>A source or a sink cannot reach what it speaks to. It goes on by itself when it can.</summary>
    ConnectionLost,

    /// <summary>It can again.</summary>
    ConnectionRestored,

    /// <summary>A message could not be read or is not valid; it is kept where such messages are kept.</summary>
    MessageRefused,

    /// <summary>Messages were deleted before they were read.</summary>
    MessagesMissed,

    /// <summary>Signals were under way when their partition had to be let go; they may come again elsewhere.</summary>
    SignalsNotFinished,

    /// <summary>The prices of the warm-up were not complete in time; signals are taken all the same.</summary>
    WarmUpIncomplete,

    /// <summary>Events could not be delivered and are sent again.</summary>
    DeliveryFailed,

    /// <summary>A broker said of an order what the engine did not know.</summary>
    OrderReconciled,

    /// <summary>A broker could not be asked about the open orders.</summary>
    ReconciliationFailed,

    /// <summary>An order that should trade at once rests at its broker; the message says what is done about it.</summary>
    OrderResting,

    /// <summary>A broker has an order that counts as refused, because it did not know it for too long.</summary>
    OrderAppeared,

    /// <summary>An order could not be cancelled.</summary>
    CancelFailed,

    /// <summary>The journal cannot be written: live orders are refused.</summary>
    JournalFailed,

    /// <summary>What the journal held at the start, where that is more than a person would expect.</summary>
    JournalRecovered,

    /// <summary>Orders were read back from where all engines publish them, before signals were taken.</summary>
    OrdersReadBack,

    /// <summary>They cannot be read back in time: the signals concerned wait for that.</summary>
    ReadBackDelayed,

    /// <summary>Strategies are routed in another way from here on; the message has the difference.</summary>
    StrategiesChanged,

    /// <summary>A new configuration of strategies is wrong: the one before it goes on.</summary>
    StrategiesRefused,

    /// <summary>The copy of the strategies, for a start without their source, could not be written.</summary>
    StrategiesNotSaved,
}
