using System.Globalization;

namespace TradingEngine.Simulation;

/// <summary>
/// One decision of a simulation. A step means something in every state, so a plan from which steps are taken away still
/// runs.
/// </summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Which, how many, how long, of whatever there is then; 0 or more.</param>
internal readonly record struct Step(StepKind Kind, int Number)
{
    /// <summary>A number from 0 to below <paramref name="count"/>, another for each <paramref name="place"/>.</summary>
    public int Pick(int count, int place = 0) => (Number >> place) % count;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Number}");
}
