using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;

namespace TradingEngine.Journal;

/// <summary>Writes and reads a snapshot: a whole <see cref="JournalState"/>.</summary>
internal static class SnapshotRecord
{
    private const byte Version = 1;

    public static void Write(RecordWriter writer, JournalState state)
    {
        writer.Write(Version);
        writer.Write(state.AcknowledgedSequence);
        writer.Write((byte)state.Mode);
        writer.Write(state.EventCount);
        writer.Write(state.Days.Count);
        foreach (var day in state.Days.Values)
        {
            OrderRecords.WriteDay(writer, day);
        }

        WritePositions(writer, state.Positions.GetPositions());
        WriteTargets(writer, state);
        writer.Write(state.Open.Count);
        foreach (var open in state.Open.Values)
        {
            writer.Write((byte)open.Type);
            writer.WriteBytes(open.Record);
            WriteProgress(writer, open.Progress.Export());
        }
    }

    /// <exception cref="InvalidDataException">The snapshot is none that this version wrote.</exception>
    public static void Read(ReadOnlySpan<byte> snapshot, JournalState state)
    {
        var reader = new RecordReader(snapshot);
        var version = reader.ReadByte();
        if (version != Version)
        {
            throw new InvalidDataException($"A snapshot of version {version}; this program reads {Version}: use a newer one.");
        }

        state.AcknowledgedSequence = reader.ReadInt64();
        state.Mode = (TradingMode)reader.ReadByte();
        state.EventCount = reader.ReadInt64();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var day = OrderRecords.ReadDay(ref reader);
            state.Days.Add(day.StrategyId ?? "", day);
        }

        ReadPositions(ref reader, state.Positions);
        ReadTargets(ref reader, state);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var type = (RecordType)reader.ReadByte();
            var record = reader.ReadBytes().ToArray();
            var open = new OpenRecord(type, record, default);
            var (order, _) = open.Read();
            open.Progress = new OrderProgress(order.Id, order.Quantity, ReadProgress(ref reader));
            state.Open.Add(order.Id, open);
        }
    }

    private static void WritePositions(RecordWriter writer, IReadOnlyList<Position> positions)
    {
        writer.Write(positions.Count);
        foreach (var position in positions)
        {
            writer.Write(position.Trader);
            writer.Write(position.StrategyId);
            writer.Write(position.InstrumentToken);
            writer.Write(position.Quantity);
            writer.Write(position.Cost);
            writer.Write(position.RealizedPnl);
            writer.Write(position.Fees);
            writer.Write(position.CashChange);
            writer.Write(position.FillCount);
        }
    }

    private static void ReadPositions(ref RecordReader reader, PositionLedger ledger)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            ledger.Restore(new Position(
                Trader: reader.ReadText()!,
                StrategyId: reader.ReadText()!,
                InstrumentToken: reader.ReadInt64(),
                Quantity: reader.ReadInt64(),
                Cost: reader.ReadDecimal(),
                RealizedPnl: reader.ReadDecimal(),
                Fees: reader.ReadDecimal(),
                CashChange: reader.ReadDecimal(),
                FillCount: reader.ReadInt64()));
        }
    }

    private static void WriteTargets(RecordWriter writer, JournalState state)
    {
        writer.Write((byte)state.Traders.Count);
        foreach (var trader in state.Traders)
        {
            writer.Write(trader);
        }

        writer.Write(state.Targets.Count);
        for (var i = 0; i < state.Targets.Count; i++)
        {
            var (signalKey, trader) = state.Targets[i];
            writer.Write(signalKey);
            writer.Write(trader);
        }
    }

    private static void ReadTargets(ref RecordReader reader, JournalState state)
    {
        for (var left = reader.ReadByte(); left > 0; left--)
        {
            state.NumberOf(reader.ReadText()!);
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            state.Targets.Add(reader.ReadUInt128(), reader.ReadByte());
        }
    }

    private static void WriteProgress(RecordWriter writer, in OrderProgressState progress)
    {
        writer.Write((byte)progress.State);
        writer.Write(progress.FilledQuantity);
        writer.Write(progress.Notional);
        writer.Write(progress.Fees);
        writer.Write(progress.BrokerOrderId);
        writer.Write(progress.PlacedCount);
        writer.Write(progress.PartialCount);
        writer.Write(progress.UnknownCount);
    }

    private static OrderProgressState ReadProgress(ref RecordReader reader) => new(
        State: (OrderState)reader.ReadByte(),
        FilledQuantity: reader.ReadInt64(),
        Notional: reader.ReadDecimal(),
        Fees: reader.ReadDecimal(),
        BrokerOrderId: reader.ReadText(),
        PlacedCount: reader.ReadInt32(),
        PartialCount: reader.ReadInt32(),
        UnknownCount: reader.ReadInt32());
}
