using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.Settings;
using TradingEngine.Kafka.Hosting;

namespace TradingEngine.Kafka.Tests.Hosting;

[TestFixture]
public sealed class KafkaSettingsTests
{
    private static readonly Dictionary<string, object> Values = new()
    {
        [nameof(KafkaOptions.BootstrapServers)] = "a:1,b:2",
        [nameof(KafkaOptions.ClientId)] = "client",
        [nameof(KafkaOptions.GroupIdPrefix)] = "prefix",
        [nameof(KafkaOptions.GroupProtocol)] = ConsumerGroupProtocol.Consumer,
        [nameof(KafkaOptions.SignalRouting)] = SignalRouting.ByTopic,
        [nameof(KafkaOptions.BrokerNamespace)] = "space",
        [nameof(KafkaOptions.HasTicks)] = false,
        [nameof(KafkaOptions.WarmUpSpan)] = TimeSpan.FromSeconds(1),
        [nameof(KafkaOptions.WarmUpCount)] = 2,
        [nameof(KafkaOptions.WarmUpTimeout)] = TimeSpan.FromSeconds(3),
        [nameof(KafkaOptions.OffsetReset)] = OffsetReset.Latest,
        [nameof(KafkaOptions.SignalsInFlightMax)] = 4,
        [nameof(KafkaOptions.CommitCount)] = 5,
        [nameof(KafkaOptions.CommitInterval)] = TimeSpan.FromSeconds(6),
        [nameof(KafkaOptions.RevokeTimeout)] = TimeSpan.FromSeconds(7),
        [nameof(KafkaOptions.StartTimeout)] = TimeSpan.FromSeconds(8),
        [nameof(KafkaOptions.TakeoverSpan)] = TimeSpan.FromSeconds(11),
        [nameof(KafkaOptions.TakeoverCount)] = 12,
        [nameof(KafkaOptions.TakeoverTimeout)] = TimeSpan.FromSeconds(13),
        [nameof(KafkaOptions.MissingTopics)] = MissingTopics.Create,
        [nameof(KafkaOptions.PnlInterval)] = TimeSpan.FromSeconds(9),
        [nameof(KafkaOptions.TickReading)] = TickReading.BatchQueue,
        [nameof(KafkaOptions.UnacknowledgedMax)] = 10,
    };

    /// <summary>
    /// Every option that a text can set and that is one value; one that is new and not read fails here.
    /// </summary>
    [Test]
    public void ShouldReadEveryOption()
    {
        var options = new KafkaOptions();
        var reader = Reader([.. Values.Select(pair => ($"Kafka:{pair.Key}", pair.Value.ToString()!))]);
        KafkaSettings.Read(reader, options);

        var read = typeof(KafkaOptions).GetProperties()
            .Where(property => property.CanWrite && property.Name != nameof(KafkaOptions.EventClock))
            .ToDictionary(property => property.Name, property => property.GetValue(options)!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Errors, Is.Empty);
            Assert.That(read, Is.EquivalentTo(Values));
        }
    }

    [Test]
    public void ShouldReadListsAndTheSettingsOfClients()
    {
        var options = new KafkaOptions();
        var reader = Reader(
            ("Kafka:ActiveBrokers", "paper,zerodha"),
            ("Kafka:TickTopics", """["t1","t2"]"""),
            ("Kafka:Client:SECURITY.PROTOCOL", "SASL_SSL"),
            ("Kafka:Consumer:fetch.min.bytes", "1"),
            ("Kafka:Producer:acks", "all"));
        KafkaSettings.Read(reader, options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Errors, Is.Empty);
            Assert.That(options.ActiveBrokers, Is.EqualTo(["paper", "zerodha"]));
            Assert.That(options.TickTopics, Is.EqualTo(["t1", "t2"]));
            Assert.That(options.Client["security.protocol"], Is.EqualTo("SASL_SSL"));
            Assert.That(options.Consumer["fetch.min.bytes"], Is.EqualTo("1"));
            Assert.That(options.Producer["acks"], Is.EqualTo("all"));
        }
    }

    [Test]
    public void ShouldNameTheKeyOfEverythingThatIsWrong()
    {
        var reader = Reader(
            ("Kafka:CommitCount", "0"),
            ("Kafka:WarmUpCount", "many"),
            ("Kafka:Consumer:group.id", "mine"),
            ("Kafka:ActiveBrokers", "paper,zerodha"),
            ("Kafka:Health:PriceAgeMax", "0s"),
            ("Kafka:Health:SignalLag", "1"));
        var options = new KafkaOptions();
        KafkaSettings.Read(reader, options);
        KafkaSettings.Read(reader, new KafkaHealthThresholds());
        KafkaSettings.CheckTraders(reader, options, ["paper"]);

        Assert.That(
            reader.Report.Errors,
            Is.EqualTo(
            [
                "Kafka:WarmUpCount must be a whole number from -2147483648 to 2147483647, not 'many'.",
                "Kafka:CommitCount must be 1 to 1048576, not 0.",
                "Kafka:Consumer must not set 'group.id', which the engine sets itself.",
                "Kafka:Health:PriceAgeMax must be above zero or infinite, not 00:00:00.",
                "Kafka:Health:SignalLag is not known; did you mean SignalLagMax?",
                "Kafka:ActiveBrokers names 'zerodha', which is no trader of this engine; there are paper.",
            ]));
    }

    private static SettingReader Reader(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
}
