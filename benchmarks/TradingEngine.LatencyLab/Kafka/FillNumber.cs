using System.Buffers.Text;
using Confluent.Kafka;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>
/// Finds which signal caused an event: the last digits of <c>causation_id</c>, as <see
/// cref="Workloads.SampleEvents.MakeSignals"/> numbers its signals.
/// </summary>
internal sealed class FillNumber : IDeserializer<long>
{
    private const int IdLength = 36;
    private const int NumberLength = 12;

    private static ReadOnlySpan<byte> Field => "\"causation_id\":\""u8;

    public long Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        var id = data.Slice(data.IndexOf(Field) + Field.Length, IdLength);
        return Utf8Parser.TryParse(id[^NumberLength..], out long number, out _, 'x')
            ? number
            : throw new InvalidOperationException("An event was caused by no signal of this program.");
    }
}
