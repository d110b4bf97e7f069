using Confluent.Kafka;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Kafka.Producing;
using TradingEngine.Model;

namespace TradingEngine.Kafka.DeadLetters;

/// <summary>
/// A dead letter on its way. Where the broker finds it too large, it goes with less of the value, and in the end with
/// less of the key and without headers: one that cannot be sent would hold back all others and its partition.
/// </summary>
internal sealed class DeadLetterMessage : OutboundMessage
{
    private const int FirstLimitBytes = 256 * 1024;
    private const int LastLimitBytes = 1024;

    private DeadLetter _letter;
    private readonly SignalDelivery? _delivery;
    private int _limitBytes = FirstLimitBytes * 4;
    private bool _isStripped;

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
        if (_isStripped)
        {
            return false;
        }

        if (_limitBytes > LastLimitBytes)
        {
            _limitBytes /= 4;
        }
        else
        {
            Strip();
        }

        using var json = new JsonEncoder();
        DeadLetterJson.Write(json.Begin(), _letter, _limitBytes);
        Message = MakeMessage(_letter, json.End());
        return true;
    }

    private void Strip()
    {
        _isStripped = true;
        _letter = _letter with
        {
            Key = _letter.Key is { Length: > LastLimitBytes } key ? key[..LastLimitBytes] : _letter.Key,
            Headers = [],
            Reason = $"{_letter.Reason} (too large: the key is cut off, the headers are left out)",
        };
    }

    private static Message<byte[], byte[]> MakeMessage(DeadLetter letter, byte[] value) =>
        new() { Key = letter.Key!, Value = value };
}
