namespace TradingEngine.Strategies;

/// <summary>The modes of traders as texts: <c>off</c>, <c>shadow</c>, <c>live</c>.</summary>
public static class TraderModeText
{
    /// <summary>The texts that there are, for messages.</summary>
    public const string Expectation = "live, shadow or off";

    /// <summary>The text of a mode.</summary>
    public static string Of(TraderMode mode) => mode switch
    {
        TraderMode.Live => "live",
        TraderMode.Shadow => "shadow",
        _ => "off",
    };

    /// <summary>Reads a text, in small letters.</summary>
    /// <returns>False where it is none of them.</returns>
    public static bool TryParse(string? text, out TraderMode mode)
    {
        mode = text switch
        {
            "live" => TraderMode.Live,
            "shadow" => TraderMode.Shadow,
            _ => TraderMode.Off,
        };
        return mode != TraderMode.Off || text == "off";
    }
}
