namespace TradingEngine;

/// <summary>Where an engine is in its life. It goes down this list and never back.</summary>
public enum EngineState
{
    /// <summary>Built; takes nothing yet.</summary>
    Created,

    /// <summary>Initialises its traders.</summary>
    Starting,

    /// <summary>Takes ticks and signals.</summary>
    Running,

    /// <summary>Takes nothing more and works off what it has.</summary>
    Stopping,

    /// <summary>Everything is done and let go.</summary>
    Stopped,
}
