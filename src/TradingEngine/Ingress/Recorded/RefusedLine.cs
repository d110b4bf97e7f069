namespace TradingEngine.Ingress.Recorded;

/// <summary>A line of a recorded day that was not used.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public readonly record struct RefusedLine(string File, long Line, string Reason)
{
    /// <summary>The line as <c>file:line: reason</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Reason}";
}
