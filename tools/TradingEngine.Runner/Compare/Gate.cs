using System.Diagnostics.CodeAnalysis;

namespace TradingEngine.Runner.Compare;

/// <summary>How much the right side of a comparison may be worse than the left one.</summary>
internal sealed class Gate
{
    private Gate(IReadOnlyList<GateTerm> terms)
    {
        Terms = terms;
    }

    /// <summary>The conditions, at least one.</summary>
    public IReadOnlyList<GateTerm> Terms { get; }

    /// <summary>Reads terms with commas between, such as <c>slippage&lt;5bp,failures&lt;1%</c>.</summary>
    /// <exception cref="FormatException">A term is wrong; the message names it and says what there is.</exception>
    public static Gate Parse(string text) =>
        TryParse(text, out var gate, out var error) ? gate : throw new FormatException(error);

    /// <summary>Reads terms with commas between.</summary>
    /// <param name="text">The terms.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="error">Which term is wrong, and what there is.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Gate? gate, [NotNullWhen(false)] out string? error)
    {
        (gate, error) = (null, null);
        var terms = new List<GateTerm>();
        foreach (var part in text.Split(','))
        {
            if (!GateTerm.TryParse(part, out var term))
            {
                error = $"a gate has no term '{part.Trim()}'. There are {GateTerm.Expectation}.";
                return false;
            }

            terms.Add(term);
        }

        gate = new Gate(terms);
        return true;
    }

    /// <summary>Judges a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="minSignals">How many signals must be on both sides at least.</param>
    public Verdict Judge(Comparison comparison, int minSignals)
    {
        GateTermResult[] results = [.. Terms.Select(term => term.Judge(comparison))];
        var outcome = comparison.Left.Reader.RefusedCount + comparison.Right.Reader.RefusedCount > 0
            ? GateOutcome.EventsNotRead
            : comparison.BothCount < minSignals ? GateOutcome.NotEnoughSignals
            : results.All(result => result.IsPassed) ? GateOutcome.Passed
            : GateOutcome.NotPassed;
        return new Verdict(outcome, results, comparison.BothCount, minSignals);
    }

    public override string ToString() => string.Join(",", Terms);
}
