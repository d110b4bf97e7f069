using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>One section of the report.</summary>
internal interface IMeasure
{
    /// <summary>Its name for <c>--only</c> and for files.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    Section Run(LabOptions options);
}
