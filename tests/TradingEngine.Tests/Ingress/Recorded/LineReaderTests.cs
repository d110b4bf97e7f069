using System.Text;
using CsCheck;
using TradingEngine.Ingress.Recorded;

namespace TradingEngine.Tests.Ingress.Recorded;

[TestFixture]
public sealed class LineReaderTests
{
    [TestCase("", new string[0])]
    [TestCase("a", new[] { "a" })]
    [TestCase("a\n", new[] { "a" })]
    [TestCase("a\nb", new[] { "a", "b" })]
    [TestCase("a\r\nb\r\n", new[] { "a", "b" })]
    [TestCase("a\r\nb\r", new[] { "a", "b" })]
    [TestCase("\n\na\n\n", new[] { "", "", "a", "" })]
    [TestCase("\r\n", new[] { "" })]
    [TestCase("a\rb\n", new[] { "a\rb" })]
    public void ShouldReadLines(string text, string[] lines)
    {
        Assert.That(ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(text))), Is.EqualTo(lines));
        Assert.That(ReadAll(new DrippingStream(Encoding.UTF8.GetBytes(text), 1)), Is.EqualTo(lines));
    }

    [Test]
    public void ShouldReadLinesOfAnyLength() => Gen.Select(
        Gen.OneOf(Gen.Int[0, 3], Gen.Int[60_000, 70_000], Gen.Int[0, 300_000]).Array[0, 12],
        Gen.Int[1, 100_000]).Sample(
        (lengths, chunk) =>
        {
            var lines = lengths.Select((length, i) => new string((char)('a' + i), length)).ToArray();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
            return ReadAll(new DrippingStream(bytes, chunk)).SequenceEqual(lines);
        },
        iter: 100);

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("")]
    public void ShouldReadLongestLine(string end)
    {
        var text = new string('x', LineReader.LineLengthMax) + end + (end.Length > 0 ? "next" : "");
        using var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.That(reader.TryRead(out var line), Is.True);
        Assert.That(line.Length, Is.EqualTo(LineReader.LineLengthMax));
        Assert.That(reader.TryRead(out line), Is.EqualTo(end.Length > 0));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(LineReader.LineLengthMax)]
    [TestCase(3 * LineReader.LineLengthMax)]
    public void ShouldSkipLongerLine(int excess)
    {
        var tooLong = new string('x', LineReader.LineLengthMax + excess);
        var text = $"first\n{tooLong}\nnext\r\n{tooLong}";
        using var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var lines = new List<(string Line, bool IsTooLong, long Number)>();
        while (reader.TryRead(out var line))
        {
            lines.Add((Encoding.UTF8.GetString(line), reader.IsTooLong, reader.LineNumber));
        }

        Assert.That(lines, Is.EqualTo([("first", false, 1L), ("", true, 2L), ("next", false, 3L), ("", true, 4L)]));
    }

    [Test]
    public void ShouldCountLines()
    {
        using var reader = new LineReader(new MemoryStream("a\n\nb"u8.ToArray()));
        Assert.That(reader.LineNumber, Is.Zero);
        for (var i = 1; i <= 3; i++)
        {
            Assert.That(reader.TryRead(out _), Is.True);
            Assert.That(reader.LineNumber, Is.EqualTo(i));
        }

        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.LineNumber, Is.EqualTo(3));
    }

    private static List<string> ReadAll(Stream stream)
    {
        using var reader = new LineReader(stream);
        var lines = new List<string>();
        while (reader.TryRead(out var line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
        }

        return lines;
    }
}
