using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

[TestFixture]
public sealed class TickFrameTests
{
    private static readonly byte[] First = Packets.Ltp(257, 100);
    private static readonly byte[] Second = Packets.Full(513, 200, 1625461887);

    [Test]
    public void ShouldReadEveryPacketInItsOrder()
    {
        var packets = new[]
        {
            First,
            Second,
            Packets.Index(256265, 3, 4, 2, 3, 3),
            Packets.Index(256265, 3, 4, 2, 3, 3, 9),
            Packets.Quote(769, 5),
        };

        var (tokens, fault, unknown) = Read(Packets.Frame(packets));

        Assert.That(tokens, Is.EqualTo(new long[] { 257, 513, 256265, 256265, 769 }));
        Assert.That((fault, unknown), Is.EqualTo((KiteFrameFault.None, 0)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(9)]
    [TestCase(183)]
    [TestCase(185)]
    [TestCase(4_000)]
    public void ShouldSkipAPacketOfUnknownLength(int length)
    {
        var (tokens, fault, unknown) = Read(Packets.Frame(First, new byte[length], Second));

        Assert.That(tokens, Is.EqualTo(new long[] { 257, 513 }));
        Assert.That((fault, unknown), Is.EqualTo((KiteFrameFault.None, 1)));
    }

    [TestCase(0)]
    [TestCase(255)]
    public void ShouldTakeOneByteAsHeartbeat(byte content)
    {
        var frame = new TickFrame([content]);

        Assert.That(frame.IsHeartbeat, Is.True);
        Assert.That(frame.TryRead(out _), Is.False);
        Assert.That(frame.Fault, Is.EqualTo(KiteFrameFault.None));
    }

    [Test]
    public void ShouldTakeAFrameWithoutPackets()
    {
        var (tokens, fault, _) = Read([0, 0]);

        Assert.That(tokens, Is.Empty);
        Assert.That(fault, Is.EqualTo(KiteFrameFault.None));
    }

    [Test]
    public void ShouldRefuseNoBytes() => Assert.That(Read([]).Fault, Is.EqualTo(KiteFrameFault.Empty));

    [TestCase((short)-1)]
    [TestCase(short.MinValue)]
    public void ShouldRefuseANegativeCount(short count)
    {
        var (tokens, fault, _) = Read(Packets.FrameWithCount(count, First));

        Assert.That(tokens, Is.Empty);
        Assert.That(fault, Is.EqualTo(KiteFrameFault.NegativeCount));
    }

    [TestCase((short)-1)]
    [TestCase(short.MinValue)]
    public void ShouldUseThePacketsBeforeANegativeLength(short length)
    {
        var (tokens, fault, _) = Read(
            [.. Packets.FrameWithCount(3, First), .. Packets.Int16(length), .. Packets.Frame(Second).AsSpan(2)]);

        Assert.That(tokens, Is.EqualTo(new long[] { 257 }));
        Assert.That(fault, Is.EqualTo(KiteFrameFault.NegativeLength));
    }

    [Test]
    public void ShouldUseThePacketsBeforeACut([Range(2, 197)] int length)
    {
        var whole = Packets.Frame(First, Second);

        var (tokens, fault, _) = Read(whole[..length]);

        Assert.That(whole, Has.Length.EqualTo(198));
        Assert.That(tokens, Is.EqualTo(length < 12 ? [] : new long[] { 257 }));
        Assert.That(fault, Is.EqualTo(KiteFrameFault.Truncated));
    }

    [TestCase((short)3)]
    [TestCase(short.MaxValue)]
    public void ShouldUseThePacketsOfAFrameWithFewerThanItSays(short count)
    {
        var (tokens, fault, _) = Read(Packets.FrameWithCount(count, First, Second));

        Assert.That(tokens, Is.EqualTo(new long[] { 257, 513 }));
        Assert.That(fault, Is.EqualTo(KiteFrameFault.Truncated));
    }

    [Test]
    public void ShouldUseThePacketsOfAFrameWithMoreThanItSays()
    {
        var (tokens, fault, _) = Read(Packets.FrameWithCount(1, First, Second));

        Assert.That(tokens, Is.EqualTo(new long[] { 257 }));
        Assert.That(fault, Is.EqualTo(KiteFrameFault.TrailingBytes));
    }

    [Test]
    public void ShouldKeepItsFaultWhenReadAgain()
    {
        var frame = new TickFrame(Packets.FrameWithCount(-1, First));

        Assert.That(frame.TryRead(out _) || frame.TryRead(out _), Is.False);
        Assert.That(frame.Fault, Is.EqualTo(KiteFrameFault.NegativeCount));
    }

    private static (List<long> Tokens, KiteFrameFault Fault, int UnknownCount) Read(byte[] bytes)
    {
        var frame = new TickFrame(bytes);
        var tokens = new List<long>();
        while (frame.TryRead(out var tick))
        {
            tokens.Add(tick.InstrumentToken);
        }

        Assert.That(frame.PacketCount, Is.EqualTo(tokens.Count));
        return (tokens, frame.Fault, frame.UnknownPacketCount);
    }
}
