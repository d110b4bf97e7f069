namespace TradingEngine.Journal.Storage;

/// <summary>Records on their way to the disk, in the bytes that the file will have.</summary>
/// <remarks>It grows to the largest amount that was ever held, and stays so. Its owner keeps threads apart.</remarks>
internal sealed class AppendBuffer
{
    private const int InitialBytes = 64 << 10;

    private byte[] _bytes = new byte[InitialBytes];

    public int Length { get; private set; }

    public long LastSequence { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Adds a record. This method allocates where the buffer has to grow.</summary>
    public void Add(byte type, long sequence, ReadOnlySpan<byte> payload, long seed)
    {
        var recordBytes = payload.Length + RecordFormat.OverheadBytes;
        if (recordBytes > _bytes.Length - Length)
        {
            Grow(recordBytes);
        }

        RecordFormat.Write(_bytes.AsSpan(Length, recordBytes), type, sequence, payload, seed);
        Length += recordBytes;
        LastSequence = sequence;
    }

    public void Clear() => Length = 0;

    private void Grow(int recordBytes)
    {
        var needed = (long)Length + recordBytes;
        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"{Length} bytes of records wait for the disk; no more fit. Append less while BufferedBytes is high.");
        }

        Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, 2L * _bytes.Length), Array.MaxLength));
    }
}
