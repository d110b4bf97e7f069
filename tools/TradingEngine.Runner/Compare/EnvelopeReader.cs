using TradingEngine.Ingress;

namespace TradingEngine.Runner.Compare;

/// <summary>
/// Reads order events of this engine and of the replaced system, and counts what it cannot read. A time without an
/// offset is refused, as everywhere on the wire.
/// </summary>
internal sealed class EnvelopeReader
{
    private const int RefusedKeptMax = 5;

    private readonly List<RefusedEnvelope> _refused = [];

    /// <summary>Envelopes that were refused.</summary>
    public long RefusedCount { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RefusedEnvelope> FirstRefused => _refused;

    /// <summary>Envelopes of the other types of the wire format, such as alerts.</summary>
    public long OtherCount { get; private set; }

    /// <summary>Reads one envelope. This method allocates the texts.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="place">Where it stands, for what is told of a refused one.</param>
    /// <param name="traced">The event.</param>
    /// <returns>False where it is refused, or of another type.</returns>
    public bool TryRead<TPlace>(ReadOnlySpan<byte> utf8Json, in TPlace place, out TraceEvent traced)
        where TPlace : struct
    {
        traced = default;
        var fields = new TraceFields();
        var error = Ingress.EnvelopeReader.Read(utf8Json, ref fields);
        if (error is null && IsOther(fields.Type))
        {
            OtherCount++;
            return false;
        }

        error ??= IsOrderEvent(fields.Type)
            ? TraceEventFactory.Make(fields, out traced)
            : fields.Type is null ? "the type is missing" : $"the type is '{FieldReader.Show(fields.Type)}'";
        if (error is not null)
        {
            Refuse(place, error);
        }

        return error is null;
    }

    /// <summary>Counts what was not even given to be read.</summary>
    public void Refuse<TPlace>(in TPlace place, string reason)
        where TPlace : struct
    {
        RefusedCount++;
        if (_refused.Count < RefusedKeptMax)
        {
            _refused.Add(new RefusedEnvelope(place.ToString()!, reason));
        }
    }

    private static bool IsOrderEvent(string? type) => type is "order_placed" or "order_filled" or "order_failed";

    private static bool IsOther(string? type) =>
        type is "market_tick" or "trading_signal" or "validated_signal" or "rejected_signal" or "pnl_snapshot"
            or "system_error";
}
