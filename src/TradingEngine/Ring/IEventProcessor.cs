namespace TradingEngine.Ring;

/// <summary>One consumer: a handler, a barrier to wait at, and the sequence that tells how far it is.</summary>
internal interface IEventProcessor
{
    /// <summary>The last event that was processed.</summary>
    Sequence Sequence { get; }

    /// <summary>Processes events on the calling thread until <see cref="Halt"/>.</summary>
    void Run();

    /// <summary>Asks the loop to end after the events that are available now. Does not wait for it.</summary>
    void Halt();
}
