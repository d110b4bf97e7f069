namespace TradingEngine.Egress;

/// <summary>What is on its way out.</summary>
internal enum EgressKind : byte
{
    /// <summary>An order event.</summary>
    Event,

    /// <summary>An alert.</summary>
    Alert,

    /// <summary>An order event of before the start, which the sinks may not have.</summary>
    Repeat,

    /// <summary>An order event of another engine; for the positions and the journal alone.</summary>
    Adopted,

    /// <summary>A signal that became no order; for the journal alone.</summary>
    Rejection,

    /// <summary>Which orders may leave from here on; for the journal alone.</summary>
    Mode,
}
