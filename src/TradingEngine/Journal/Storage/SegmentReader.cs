namespace TradingEngine.Journal.Storage;

/// <summary>Reads the records of one segment in large blocks, without allocating for each.</summary>
internal sealed class SegmentReader : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly Stream _stream;
    private readonly long _seed;
    private readonly byte[] _buffer;
    private long _bufferOffset;
    private int _start;
    private int _end;
    private int _recordBytes;
    private bool _isAtEnd;

    /// <param name="stream">The segment, from its first byte.</param>
    /// <param name="seed">The seed of the journal's checksums.</param>
    /// <param name="buffer">From <see cref="NewBuffer"/>; one reader at a time may use it.</param>
    public SegmentReader(Stream stream, long seed, byte[] buffer)
    {
        _stream = stream;
        _seed = seed;
        _buffer = buffer;
        _start = Math.Min(FileHeader.SizeBytes, Fill(FileHeader.SizeBytes));
    }

    /// <summary>Bytes from the start of the file to what was read last.</summary>
    public long Position => _bufferOffset + _start;

    public long Length => _stream.Length;

    public byte Type => (byte)RecordFormat.TypeOf(Record);

    public long Sequence => RecordFormat.SequenceOf(Record);

    public ReadOnlySpan<byte> Payload => Record[RecordFormat.HeaderBytes..^RecordFormat.HashBytes];

    /// <summary>What stands where a record was expected, after <see cref="ReadState.Invalid"/>.</summary>
    public string Problem { get; private set; } = "";

    private ReadOnlySpan<byte> Record => _buffer.AsSpan(_start, _recordBytes);

    /// <summary>A buffer for segments of up to this size; a segment that grows meanwhile may seem to be torn.</summary>
    public static byte[] NewBuffer(long segmentBytesMax)
    {
        var bytes = Math.Clamp(segmentBytesMax, FileHeader.SizeBytes, BlockBytes + RecordFormat.RecordBytesMax);
        return GC.AllocateUninitializedArray<byte>((int)bytes);
    }

    /// <summary>Goes to the next record. After an invalid one it stays where it is.</summary>
    public ReadState Next()
    {
        _start += _recordBytes;
        _recordBytes = 0;
        var available = Fill(RecordFormat.HeaderBytes);
        if (available == 0)
        {
            return ReadState.End;
        }

        return available < RecordFormat.HeaderBytes ? Incomplete(available) : Parse();
    }

    /// <summary>Looks behind the position, byte by byte, for an intact record of at least this sequence.</summary>
    public bool Seek(long sequenceMin)
    {
        _recordBytes = 0;
        while (true)
        {
            _start = Math.Min(_start + 1, _end);
            if (Fill(RecordFormat.OverheadBytes) < RecordFormat.OverheadBytes)
            {
                return false;
            }

            if (RecordFormat.SequenceOf(_buffer.AsSpan(_start)) >= sequenceMin && IsIntactHere())
            {
                return true;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private bool IsIntactHere() => FaultOf(out _recordBytes) == Fault.None;

    private ReadState Parse()
    {
        var fault = FaultOf(out _recordBytes);
        return fault switch
        {
            Fault.None => ReadState.Record,
            Fault.Length => Invalid($"a length of {RecordFormat.PayloadBytesOf(_buffer.AsSpan(_start))} bytes"),
            Fault.Header => Invalid("a record whose header is damaged"),
            Fault.Incomplete => Incomplete(_end - _start),
            _ => Invalid("a record whose checksum is wrong"),
        };
    }

    private Fault FaultOf(out int recordBytes)
    {
        recordBytes = 0;
        var header = _buffer.AsSpan(_start);
        var payloadBytes = RecordFormat.PayloadBytesOf(header);
        if (payloadBytes > RecordFormat.PayloadBytesMax)
        {
            return Fault.Length;
        }

        if (RecordFormat.TypeOf(header) > byte.MaxValue)
        {
            return Fault.Header;
        }

        var expectedBytes = (int)payloadBytes + RecordFormat.OverheadBytes;
        if (Fill(expectedBytes) < expectedBytes)
        {
            return Fault.Incomplete;
        }

        if (!RecordFormat.IsIntact(_buffer.AsSpan(_start, expectedBytes), _seed))
        {
            return Fault.Checksum;
        }

        recordBytes = expectedBytes;
        return Fault.None;
    }

    private ReadState Incomplete(int available) => Invalid($"an incomplete record, {available} bytes of it");

    private ReadState Invalid(string problem)
    {
        Problem = problem;
        return ReadState.Invalid;
    }

    /// <summary>Sees to it that so many bytes stand in the buffer.</summary>
    /// <returns>How many do: fewer only at the end of the file.</returns>
    private int Fill(int bytes)
    {
        if (_end - _start >= bytes || _isAtEnd)
        {
            return _end - _start;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _bufferOffset += _start;
        _end -= _start;
        _start = 0;
        while (_end < bytes && !_isAtEnd)
        {
            var count = _stream.Read(_buffer.AsSpan(_end));
            _end += count;
            _isAtEnd = count == 0;
        }

        return _end;
    }

    private enum Fault
    {
        None,
        Length,
        Header,
        Incomplete,
        Checksum,
    }
}
