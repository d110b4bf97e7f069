using System.Diagnostics.CodeAnalysis;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>
/// Reads order events of the wire format back, as <see cref="OrderEventJson"/> writes them. Unknown fields are skipped;
/// what is wrong is named.
/// </summary>
/// <remarks>
/// <para>
/// The wire format does not have everything: the broker's order id, the message of an unknown outcome and the signal's
/// time, price and trader are not there. The time of the signal is that of the event, its quantity that of the event.
/// </para>
/// <para>
/// A fill is <see cref="OrderEventType.Filled"/> where its id is the one that the order's last fill has, else
/// <see cref="OrderEventType.PartiallyFilled"/>: the format itself does not tell them apart.
/// </para>
/// </remarks>
public static class OrderEventJsonReader
{
    /// <summary>Reads one event. This method allocates the signal and the texts.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="orderEvent">The event.</param>
    /// <param name="error">What is wrong, with the field's name.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json, out OrderEvent orderEvent, [NotNullWhen(false)] out string? error)
    {
        orderEvent = default;
        var fields = new OrderEventFields();
        error = EnvelopeReader.Read(utf8Json, ref fields);
        error ??= fields.Build(out orderEvent);
        return error is null;
    }
}
