namespace TradingEngine.Simulation;

/// <summary>What a step does. Its number chooses everything about it.</summary>
internal enum StepKind
{
    /// <summary>The next signal that is to be delivered again, else a new one.</summary>
    Signal,

    /// <summary>Some signal of before comes once more in some partition.</summary>
    DuplicateSignal,

    /// <summary>A tick.</summary>
    Tick,

    /// <summary>One step of one worker: a lane, the reconciler, the canceller or the journal's keeper.</summary>
    Worker,

    /// <summary>The egress takes a batch of what waits.</summary>
    Egress,

    /// <summary>The sink acknowledges one event, in any order.</summary>
    Acknowledge,

    /// <summary>The source commits the offsets that are done.</summary>
    Commit,

    /// <summary>Time passes; timers fire.</summary>
    Clock,

    /// <summary>The broker trades, or cancels, some of what is open.</summary>
    Broker,

    /// <summary>Something is to go wrong with the next order.</summary>
    ExecuteFault,

    /// <summary>Something is to go wrong with the next cancellation.</summary>
    CancelFault,

    /// <summary>Something is to go wrong with the next reconciliation.</summary>
    ReconcileFault,

    /// <summary>The second sink is to throw.</summary>
    SinkFault,

    /// <summary>Calls to the broker that hang go on.</summary>
    ReleaseHung,

    /// <summary>An open order is to be cancelled.</summary>
    Cancel,

    /// <summary>Someone has the broker asked about all open orders.</summary>
    Ask,

    /// <summary>Trading is halted or resumed.</summary>
    Mode,

    /// <summary>The process or the machine dies now.</summary>
    Crash,

    /// <summary>The process or the machine will die in one of the next operations of the disk.</summary>
    CrashAt,

    /// <summary>One of the next operations of the disk will fail.</summary>
    DiskFault,

    /// <summary>The engine is stopped in order.</summary>
    Stop,
}
