namespace TradingEngine.Journal;

/// <summary>What a record of the journal says. The numbers are on disk and never change.</summary>
internal enum RecordType : byte
{
    /// <summary>An order is about to leave.</summary>
    Intent = 1,

    /// <summary>Something happened to an order.</summary>
    Event = 2,

    /// <summary>A signal became no order.</summary>
    Rejection = 3,

    /// <summary>Every sink is done with all events up to a sequence.</summary>
    Acknowledgement = 4,

    /// <summary>Which orders may leave from here on.</summary>
    Mode = 5,

    /// <summary>The profit at which the day of a loss limit began.</summary>
    Day = 6,
}
