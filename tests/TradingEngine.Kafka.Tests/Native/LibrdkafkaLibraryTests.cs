using TradingEngine.Kafka.Embedded;
using TradingEngine.Kafka.Native;

namespace TradingEngine.Kafka.Tests.Native;

[TestFixture]
public sealed class LibrdkafkaLibraryTests
{
    [Test]
    [Platform("Linux")]
    public void ShouldShareTheCopyOfConfluentKafka()
    {
        Confluent.Kafka.Library.Load(null);
        var ofConfluent = LibrdkafkaLibrary.FindMappedFiles();

        using var kafka = EmbeddedKafka.Start();

        Assert.That(ofConfluent, Has.Count.EqualTo(1));
        Assert.That(LibrdkafkaLibrary.FindMappedFiles(), Is.EqualTo(ofConfluent));
        Assert.That(File.Exists(ofConfluent[0]), Is.True);
        Assert.That(Path.GetFileName(ofConfluent[0]), Does.EndWith("librdkafka.so"));
    }
}
