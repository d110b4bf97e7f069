using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using TradingEngine.Model;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// A packet of Kite's ticker, decoded when a member is read. A member that the packet does not have is zero, null for a
/// time: <see cref="Kind"/> tells what it has.
/// </summary>
/// <remarks>
/// It looks into a buffer that is used again, so it is valid only within the call that it was given to. Prices are read
/// as signed numbers, quantities as unsigned ones.
/// </remarks>
public readonly ref struct KiteTick
{
    internal const int LtpBytes = 8;
    internal const int IndexQuoteBytes = 28;
    internal const int IndexFullBytes = 32;
    internal const int QuoteBytes = 44;
    internal const int FullBytes = 184;

    private const int BidsOffset = 64;
    private const int SideBytes = KiteDepth.LevelCount * KiteDepth.LevelBytes;

    private readonly ReadOnlySpan<byte> _packet;

    internal KiteTick(KiteTickKind kind, ReadOnlySpan<byte> packet)
    {
        Kind = kind;
        _packet = packet;
    }

    /// <summary>What the packet has.</summary>
    public KiteTickKind Kind { get; }

    /// <summary>
    /// True for a packet of an index, which has no quantities. A packet of 8 bytes has its segment to tell.
    /// </summary>
    public bool IsIndex => Kind is KiteTickKind.IndexQuote or KiteTickKind.IndexFull
        || (Kind == KiteTickKind.Ltp && KiteSegment.Of(Token) == KiteSegment.Indices);

    /// <summary>The instrument's number at Kite.</summary>
    public long InstrumentToken => Token;

    /// <summary>The price of the last trade.</summary>
    public Price LastPrice => PriceAt(4);

    /// <summary>The quantity of the last trade.</summary>
    public long LastQuantity => IsTraded ? NumberAt(8) : 0;

    /// <summary>The average price of the day's trades.</summary>
    public Price AveragePrice => IsTraded ? PriceAt(12) : default;

    /// <summary>The quantity of the day's trades.</summary>
    public long Volume => IsTraded ? NumberAt(16) : 0;

    /// <summary>The quantity of all open buy orders.</summary>
    public long BuyQuantity => IsTraded ? NumberAt(20) : 0;

    /// <summary>The quantity of all open sell orders.</summary>
    public long SellQuantity => IsTraded ? NumberAt(24) : 0;

    /// <summary>The day's first price.</summary>
    public Price Open => PriceOf(tradedOffset: 28, indexOffset: 16);

    /// <summary>The day's highest price.</summary>
    public Price High => PriceOf(tradedOffset: 32, indexOffset: 8);

    /// <summary>The day's lowest price.</summary>
    public Price Low => PriceOf(tradedOffset: 36, indexOffset: 12);

    /// <summary>The last price of the day before.</summary>
    public Price Close => PriceOf(tradedOffset: 40, indexOffset: 20);

    /// <summary>
    /// The last price less <see cref="Close"/>, below zero where it fell; zero where the packet has no close. Computed:
    /// what the packet of an index says of it differs between Kite's own clients.
    /// </summary>
    public Price Change => Kind > KiteTickKind.Ltp ? Price.FromRaw(LastPrice.Raw - Close.Raw) : default;

    /// <summary>When the last trade was, in whole seconds, with India's offset.</summary>
    public DateTimeOffset? LastTradeTime => Kind == KiteTickKind.Full ? TimeAt(44) : null;

    /// <summary>The open interest.</summary>
    public long OpenInterest => Kind == KiteTickKind.Full ? NumberAt(48) : 0;

    /// <summary>The day's highest open interest.</summary>
    public long OpenInterestHigh => Kind == KiteTickKind.Full ? NumberAt(52) : 0;

    /// <summary>The day's lowest open interest.</summary>
    public long OpenInterestLow => Kind == KiteTickKind.Full ? NumberAt(56) : 0;

    /// <summary>The exchange's time of the packet, in whole seconds, with India's offset.</summary>
    public DateTimeOffset? ExchangeTime => Kind switch
    {
        KiteTickKind.Full => TimeAt(60),
        KiteTickKind.IndexFull => TimeAt(28),
        _ => null,
    };

    /// <summary>The five best bids of a full packet.</summary>
    public KiteDepth Bids => DepthAt(BidsOffset);

    /// <summary>The five best offers of a full packet.</summary>
    public KiteDepth Offers => DepthAt(BidsOffset + SideBytes);

    private uint Token => Kind == KiteTickKind.None ? 0 : NumberAt(0);

    private bool IsTraded => Kind is KiteTickKind.Quote or KiteTickKind.Full;

    /// <summary>The tick that the engine takes.</summary>
    /// <param name="receivedAt">Its time where the packet has none.</param>
    /// <param name="tick">The tick.</param>
    /// <returns>False where there is no token, or no price above zero: nothing was traded yet.</returns>
    public bool TryGetTick(DateTimeOffset receivedAt, out MarketTick tick)
    {
        if (Kind == KiteTickKind.None || Token == 0 || !LastPrice.IsPositive)
        {
            tick = default;
            return false;
        }

        tick = new MarketTick(Token, LastPrice, LastQuantity, ExchangeTime ?? receivedAt);
        return true;
    }

    /// <summary>A time as this type shows times: with India's offset.</summary>
    internal static DateTimeOffset ToIndianTime(DateTimeOffset time) => time.ToOffset(IndiaTime.Offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NumberAt(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_packet[offset..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Price PriceAt(int offset) => Kind == KiteTickKind.None
        ? default
        : Price.FromRaw(BinaryPrimitives.ReadInt32BigEndian(_packet[offset..]) * KiteSegment.RawPerUnitOf(Token));

    private Price PriceOf(int tradedOffset, int indexOffset) => Kind switch
    {
        KiteTickKind.Quote or KiteTickKind.Full => PriceAt(tradedOffset),
        KiteTickKind.IndexQuote or KiteTickKind.IndexFull => PriceAt(indexOffset),
        _ => default,
    };

    /// <remarks>Zero stands for no time: nothing was traded.</remarks>
    private DateTimeOffset? TimeAt(int offset)
    {
        var seconds = NumberAt(offset);
        return seconds == 0
            ? null
            : new DateTimeOffset(
                DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + IndiaTime.Offset.Ticks, IndiaTime.Offset);
    }

    private KiteDepth DepthAt(int offset) => Kind == KiteTickKind.Full
        ? new KiteDepth(_packet.Slice(offset, SideBytes), KiteSegment.RawPerUnitOf(Token))
        : default;
}
