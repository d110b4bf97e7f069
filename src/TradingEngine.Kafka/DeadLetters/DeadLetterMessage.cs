using Confluent.Kafka;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Kafka.Producing;
using TradingEngine.Model;

namespace TradingEngine.Kafka.DeadLetters;

/// <summary>A dead letter on its way. Where the broker finds it too large, it goes with less of the value.</summary>
internal sealed class DeadLetterMessage : OutboundMessage
{
    private const int FirstLimitBytes = 256 * 1024;
    private const int LastLimitBytes = 1024;

    private readonly DeadLetter _letter;
    private readonly SignalDelivery? _delivery;
    private int _limitBytes = FirstLimitBytes * 4;

    /// <param name="letter">What it says.</param>
    /// <param name="value">The whole of it, encoded.</param>
    /// <param name="delivery">Let go when a broker has it; null for nobody.</param>
    public DeadLetterMessage(DeadLetter letter, byte[] value, SignalDelivery? delivery)
        : base(TopicNames.DeadLetters(letter.Topic), MakeMessage(letter, value))
    {
        _letter = letter;
        _delivery = delivery;
    }

    public override void OnAcknowledged() => _delivery?.Release();

    public override bool TryShrink()
    {
        if (_limitBytes <= LastLimitBytes)
        {
            return false;
        }

        _limitBytes /= 4;
        using var json = new JsonEncoder();
        DeadLetterJson.Write(json.Begin(), _letter, _limitBytes);
        Message = MakeMessage(_letter, json.End());
        return true;
    }

    private static Message<byte[], byte[]> MakeMessage(DeadLetter letter, byte[] value) =>
        new() { Key = letter.Key!, Value = value };
}
