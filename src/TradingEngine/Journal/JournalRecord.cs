using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;

namespace TradingEngine.Journal;

/// <summary>
/// One record, read whole, for who looks at a journal. Which of its parts is there follows from its type.
/// </summary>
internal sealed record class JournalRecord
{
    public required long Sequence { get; init; }

    public required RecordType Type { get; init; }

    /// <summary>When it happened; null for an acknowledgement and a day, which have no time.</summary>
    public DateTimeOffset? Time { get; private init; }

    public (Order Order, string Trader)? Intent { get; private init; }

    public OrderEvent? Event { get; private init; }

    public SignalRejection? Rejection { get; private init; }

    public long? AcknowledgedSequence { get; private init; }

    public TradingMode? Mode { get; private init; }

    public RiskDay? Day { get; private init; }

    /// <summary>The order that it is about, if any.</summary>
    public OrderId? OrderId => Intent?.Order.Id ?? Event?.OrderId;

    /// <summary>The key of the signal that it is about, if any.</summary>
    public UInt128? SignalKey => (Intent?.Order.Signal ?? Event?.Signal) is { } signal
        ? OrderIdentity.SignalKeyOf(signal.SignalId)
        : Rejection?.SignalKey;

    /// <exception cref="InvalidDataException">The record is none that this version wrote.</exception>
    public static JournalRecord Read(long sequence, byte type, ReadOnlySpan<byte> payload)
    {
        var record = new JournalRecord { Sequence = sequence, Type = (RecordType)type };
        try
        {
            return record.Read(payload);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(
                $"A value of record {sequence} is out of its range: {exception.Message}", exception);
        }
    }

    private JournalRecord Read(ReadOnlySpan<byte> payload)
    {
        switch (Type)
        {
            case RecordType.Intent:
                var intent = OrderRecords.ReadIntent(payload);
                return this with { Intent = intent, Time = intent.Order.Timestamp };
            case RecordType.Event:
                var orderEvent = OrderRecords.ReadEvent(payload);
                return this with { Event = orderEvent, Time = orderEvent.Timestamp };
            case RecordType.Rejection:
                var rejection = OrderRecords.ReadRejection(payload);
                return this with { Rejection = rejection, Time = new DateTimeOffset(rejection.Ticks, TimeSpan.Zero) };
            case RecordType.Acknowledgement:
                return this with { AcknowledgedSequence = new RecordReader(payload).ReadInt64() };
            case RecordType.Mode:
                var reader = new RecordReader(payload);
                var mode = (TradingMode)reader.ReadByte();
                return this with { Mode = mode, Time = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero) };
            case RecordType.Day:
                return this with { Day = OrderRecords.ReadDay(payload) };
            default:
                throw new InvalidDataException(
                    $"Record {Sequence} has the type {(byte)Type}, which this version does not know. A newer one wrote "
                    + "it: use that.");
        }
    }
}
