namespace TradingEngine.Runner.Tests.Crash;

/// <summary>What the host is seen to do, and killed at.</summary>
internal enum KillMoment
{
    /// <summary>The broker has read an order and not yet taken it.</summary>
    OrderReceived,

    /// <summary>The broker has taken an order and not yet answered.</summary>
    OrderBooked,

    /// <summary>The broker has answered an order.</summary>
    OrderAnswered,

    /// <summary>The broker was asked about all orders and has not yet answered.</summary>
    QueryReceived,

    /// <summary>The broker has said what became of all orders.</summary>
    QueryAnswered,

    /// <summary>An event stands on an order topic.</summary>
    EventRead,

    /// <summary>Nothing was seen: a random while after the start of the process.</summary>
    AfterStart,
}
