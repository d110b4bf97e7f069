using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TradingEngine.Internals;

namespace TradingEngine.Tests.Internals;

[TestFixture]
public sealed class PipelineSlotTests
{
    [Test]
    public void ShouldBeExactlyOneCacheLine() => Assert.That(Unsafe.SizeOf<PipelineSlot>(), Is.EqualTo(64));

    [Test]
    public void ShouldHoldNoReference() =>
        Assert.That(RuntimeHelpers.IsReferenceOrContainsReferences<PipelineSlot>(), Is.False);

    [TestCase(nameof(PipelineSlot.Kind), 0)]
    [TestCase(nameof(PipelineSlot.Reason), 1)]
    [TestCase(nameof(PipelineSlot.Instrument), 4)]
    [TestCase(nameof(PipelineSlot.PriceRaw), 8)]
    [TestCase(nameof(PipelineSlot.SignalKeyLow), 8)]
    [TestCase(nameof(PipelineSlot.Quantity), 16)]
    [TestCase(nameof(PipelineSlot.SignalKeyHigh), 16)]
    [TestCase(nameof(PipelineSlot.TimeTicks), 24)]
    [TestCase(nameof(PipelineSlot.LastPriceRaw), 32)]
    [TestCase(nameof(PipelineSlot.LastPriceTicks), 40)]
    [TestCase(nameof(PipelineSlot.Targets), 48)]
    [TestCase(nameof(PipelineSlot.PublishedTimestamp), 56)]
    public void ShouldKeepItsOffsets(string field, int offset) =>
        Assert.That((int)Marshal.OffsetOf<PipelineSlot>(field), Is.EqualTo(offset));

    [Test]
    public void ShouldHaveNoFieldWithoutAnAssertedOffset() =>
        Assert.That(typeof(PipelineSlot).GetFields().Count(field => !field.IsLiteral), Is.EqualTo(12));

    [Test]
    public void ShouldHaveItsFieldsAtTheseAddresses()
    {
        var slot = default(PipelineSlot);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Offset(ref slot, ref slot.Kind), Is.Zero);
            Assert.That(Offset(ref slot, ref slot.Reason), Is.EqualTo(1));
            Assert.That(Offset(ref slot, ref slot.Instrument), Is.EqualTo(4));
            Assert.That(Offset(ref slot, ref slot.PriceRaw), Is.EqualTo(8));
            Assert.That(Offset(ref slot, ref slot.PublishedTimestamp), Is.EqualTo(56));
        }
    }

    private static long Offset<TField>(ref PipelineSlot slot, ref TField field) =>
        Unsafe.ByteOffset(ref Unsafe.As<PipelineSlot, byte>(ref slot), ref Unsafe.As<TField, byte>(ref field));
}
