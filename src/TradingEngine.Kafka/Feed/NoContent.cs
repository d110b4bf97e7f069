namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Stands for the key and the value of a consumed tick, which stay with <see cref="TickKey"/> and <see
/// cref="TickDecoder"/>.
/// </summary>
/// <remarks>
/// A structure, so that the client's generic code is compiled for it alone and its message object is smaller by two
/// references.
/// </remarks>
internal readonly struct NoContent;
