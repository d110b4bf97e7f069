namespace TradingEngine.Journal.Storage;

/// <summary>A file that grows at its end. One thread at a time.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    long Length { get; }

    /// <summary>
    /// Hands all of it to the operating system, at the end: it survives the process, not the machine.
    /// </summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>All that was written is durable on return: it survives the machine.</summary>
    void Sync();

    /// <summary>Cuts the file to <paramref name="length"/> bytes.</summary>
    void Truncate(long length);
}
