using System.Text;
using CsCheck;
using TradingEngine.Model;

namespace TradingEngine.Tests.Model;

[TestFixture]
public sealed class OrderIdTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Test]
    public void ShouldWriteAndReadEveryId() => Gen.UInt128.Sample(
        value =>
        {
            var id = new OrderId(value);
            var text = id.ToString();
            Span<byte> utf8 = stackalloc byte[OrderId.Length];
            return id.TryFormat(utf8, out var length)
                && length == OrderId.Length
                && Encoding.ASCII.GetString(utf8) == text
                && text.Length == 20
                && text.All(Alphabet.Contains)
                && OrderId.TryParse(text, out var read)
                && read == id
                && read.Value == value % (UInt128.One << 100);
        },
        iter: 10_000);

    [Test]
    public void ShouldWriteHighestDigitFirst()
    {
        Assert.That(new OrderId(UInt128.Zero).ToString(), Is.EqualTo(new string('0', 20)));
        Assert.That(new OrderId(31).ToString(), Is.EqualTo(new string('0', 19) + "Z"));
        Assert.That(new OrderId(UInt128.One << 99).ToString(), Is.EqualTo("G" + new string('0', 19)));
        Assert.That(new OrderId(UInt128.MaxValue).ToString(), Is.EqualTo(new string('Z', 20)));
        Assert.That(new OrderId(UInt128.One << 100), Is.EqualTo(default(OrderId)));
    }

    [TestCase("")]
    [TestCase("0RPHGQMXBHRD3QFV4AM")]
    [TestCase("00RPHGQMXBHRD3QFV4AMJ")]
    [TestCase("0RPHGQMXBHRD3QFV4AMI")]
    [TestCase("0RPHGQMXBHRD3QFV4AML")]
    [TestCase("0RPHGQMXBHRD3QFV4AMO")]
    [TestCase("0RPHGQMXBHRD3QFV4AMU")]
    [TestCase("0rphgqmxbhrd3qfv4amj")]
    [TestCase("0RPHGQMXBHRD3QFV4AM ")]
    [TestCase("0RPHGQMXBHRD3QFV4AMİ")]
    [TestCase("ıRPHGQMXBHRD3QFV4AMJ")]
    public void ShouldRefuseOtherText(string text) => Assert.That(OrderId.TryParse(text, out _), Is.False);

    [Test]
    public void ShouldNotWriteIntoTooShortSpan()
    {
        Assert.That(new OrderId(1).TryFormat(new byte[OrderId.Length - 1], out var count), Is.False);
        Assert.That(count, Is.Zero);
    }

    [Test]
    public void ShouldBeEqualByValue()
    {
        var (left, right, other) = (new OrderId(7), new OrderId(7), new OrderId(8));
        Assert.That(left == right && !(left != right) && left.Equals((object)right), Is.True);
        Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()));
        Assert.That(left == other || left.Equals(other) || left.Equals("7"), Is.False);
    }
}
