using System.Text;

namespace TradingEngine.Simulation;

/// <summary>What happened, a line each, readable and the same for the same seed.</summary>
internal sealed class Trace
{
    private readonly StringBuilder _text = new();

    public void Add(FormattableString line) => _text.Append(FormattableString.Invariant(line)).Append('\n');

    public override string ToString() => _text.ToString();
}
