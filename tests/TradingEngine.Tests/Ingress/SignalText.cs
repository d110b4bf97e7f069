namespace TradingEngine.Tests.Ingress;

/// <summary>The text of a good envelope, and what it is made of.</summary>
internal static class SignalText
{
    public static readonly string[] Envelope =
    [
        "\"id\":\"id-1\"", "\"correlation_id\":\"c-1\"", "\"trace_id\":\"t-1\"", "\"causation_id\":null",
        "\"broker\":\"paper\"", "\"type\":\"validated_signal\"", "\"version\":1", "\"data\":{DATA}",
    ];

    public static readonly string[] Data =
    [
        "\"original_signal\":{ORIGINAL}", "\"validated_quantity\":40", "\"validated_price\":18078.65",
        "\"risk_checks\":{\"position_size\":true}", "\"timestamp\":\"2022-11-22T09:59:59+05:30\"",
    ];

    public static readonly string[] Original =
    [
        "\"strategy_id\":\"Momentum\"", "\"instrument_token\":256265", "\"signal_type\":\"SELL\"",
        "\"quantity\":50", "\"price\":18000", "\"timestamp\":\"2022-11-22T09:04:01+05:30\"", "\"confidence\":0.8",
        "\"metadata\":null",
    ];

    public static readonly string Good = Join(Envelope, Data, Original);

    /// <summary>The good text with a part replaced, which must be there.</summary>
    public static string With(string good, string other)
    {
        Assert.That(Good.Contains(good, StringComparison.Ordinal), Is.True, good);
        return Good.Replace(good, other);
    }

    public static string Join(string[] envelope, string[] data, string[] original) =>
        $"{{{string.Join(',', envelope)}}}"
            .Replace("DATA", string.Join(',', data)).Replace("ORIGINAL", string.Join(',', original));
}
