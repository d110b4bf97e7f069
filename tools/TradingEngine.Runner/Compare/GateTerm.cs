using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TradingEngine.Runner.Compare;

/// <summary>One condition of a gate.</summary>
/// <param name="Figure">What is bounded.</param>
/// <param name="Bound">The bound.</param>
/// <param name="IsBoundAllowed">True for <c>&lt;=</c>, false for <c>&lt;</c>.</param>
internal sealed record class GateTerm(GateFigure Figure, decimal Bound, bool IsBoundAllowed)
{
    /// <summary>What a term may be.</summary>
    public static string Expectation { get; } =
        $"{string.Join(", ", GateFigure.All.Select(figure => figure.Name + "<N" + figure.Unit))}, with < or <=";

    /// <summary>Reads one term, such as <c>slippage&lt;5bp</c>; spaces do not matter.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GateTerm? term)
    {
        term = null;
        var sign = text.IndexOf('<', StringComparison.Ordinal);
        if (sign < 0)
        {
            return false;
        }

        var name = text[..sign].Trim();
        var isBoundAllowed = text.AsSpan(sign + 1).StartsWith("=");
        var rest = text[(sign + (isBoundAllowed ? 2 : 1))..].Trim();
        var figure = GateFigure.All.FirstOrDefault(figure => figure.Name == name);
        if (figure is null || !rest.EndsWith(figure.Unit, StringComparison.Ordinal))
        {
            return false;
        }

        var styles = NumberStyles.AllowDecimalPoint | (figure.IsSigned ? NumberStyles.AllowLeadingSign : 0);
        var number = rest.AsSpan(0, rest.Length - figure.Unit.Length).TrimEnd();
        if (!decimal.TryParse(number, styles, CultureInfo.InvariantCulture, out var bound))
        {
            return false;
        }

        term = new GateTerm(figure, bound, isBoundAllowed);
        return true;
    }

    /// <summary>Judges a comparison. Without a figure the term is not passed.</summary>
    public GateTermResult Judge(Comparison comparison)
    {
        var measured = Figure.Measure(comparison);
        var isPassed = IsBoundAllowed ? measured <= Bound : measured < Bound;
        return new GateTermResult(this, measured, isPassed, measured is null ? Figure.Lack : null);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Figure.Name}{(IsBoundAllowed ? "<=" : "<")}{Bound}{Figure.Unit}");
}
