namespace TradingEngine;

/// <summary>Defects that the simulation switches on to show that it finds them. None is ever on elsewhere.</summary>
[Flags]
internal enum PlantedFaults
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A start does not put the decided signals back, so that one that is delivered again is a new one.</summary>
    ForgetSignals = 1,
}
