using System.Net;
using System.Net.Sockets;
using Npgsql;
using TradingEngine.Sql.Databases;
using TradingEngine.Sql.Migrations;
using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Postgres;

/// <summary>A server that cannot be reached, or goes away; and no word of the password, whatever happens.</summary>
[TestFixture]
public sealed class PostgresFaultTests : StoreFixture<PostgresStage>
{
    private const string Secret = "S3cretWord";

    [Test]
    public void ShouldCallItselfByItsServer() => Assert.That(
        Store.Name, Is.EqualTo($"PostgreSQL 127.0.0.1:{Stage.Database.Server.Port}/{Stage.Database.Name}"));

    [Test]
    public async Task ShouldTellOfAWrongPassword()
    {
        var error = await ErrorOf(With(builder => builder.Password = Secret));

        Assert.That(error.Message, Does.Contain("password authentication failed"));
    }

    [Test]
    public async Task ShouldTellOfADatabaseThatIsNotThere()
    {
        var error = await ErrorOf(With(builder => (builder.Database, builder.Timeout) = ("nowhere", 5)));

        Assert.That(error.Message, Does.Contain("nowhere"));
    }

    [Test]
    public async Task ShouldTellThatNobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var error = await ErrorOf(With(builder => (builder.Port, builder.Password) = (port, Secret)));

        Assert.That(error.Message, Does.StartWith($"PostgreSQL 127.0.0.1:{port}/").And.Contain("refused"));
    }

    [Test]
    public async Task ShouldTellOfAHostThatIsUnknown() =>
        await ErrorOf(With(builder => (builder.Host, builder.Password) = ("nowhere.invalid", Secret)));

    [TestCase("Host=localhost;Password=" + Secret + ";Port=" + Secret)]
    [TestCase("Host=localhost;Password=a;" + Secret + "=b")]
    [TestCase("Host=localhost;Password=a;SSL Mode=" + Secret)]
    [TestCase("postgresql://engine:" + Secret + "@localhost/strategies")]
    [TestCase("Password=" + Secret)]
    public void ShouldNotQuoteAConnectionStringThatItCannotRead(string connectionString)
    {
        var error = Assert.Throws<ArgumentException>(() => _ = new PostgresStrategyStore(connectionString));

        Assert.That(error!.ToString(), Does.Not.Contain(Secret));
    }

    [Test]
    public void ShouldDemandAnInterval() => Assert.That(
        () => new PostgresStrategyStore("Host=localhost", null, new PostgresStoreOptions { PollInterval = TimeSpan.Zero }),
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task ShouldTellThatTheServerWentInTheMiddleOfARead()
    {
        await Put(Some.Full());
        await using (var gate = await PostgresGate.CloseAsync(Stage.Database))
        {
            var read = Read();
            await Until(gate.HasVisitorAsync);

            await Stage.Database.Server.TerminateConnectionsAsync(Stage.Database.Name);

            Assert.That((await Fails(() => read.WaitAsync(Patience))).IsUnavailable);
        }

        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full()));
    }

    [Test]
    public async Task ShouldEndAReadThatIsCancelled()
    {
        await Put(Some.Full());
        await using (var gate = await PostgresGate.CloseAsync(Stage.Database))
        {
            using var cancellation = new CancellationTokenSource();
            var read = Store.ReadAsync(cancellation.Token).AsTask();
            await Until(gate.HasVisitorAsync);

            await cancellation.CancelAsync();

            Assert.That(async () => await read.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full()));
    }

    [Test]
    public async Task ShouldChangeNothingWhereItIsCancelled()
    {
        await Put(Some.Full());
        await using var other = await Stage.Database.OpenAsync();
        await Execute(other, "BEGIN; LOCK TABLE trading_engine_routes");
        using var cancellation = new CancellationTokenSource();
        var change = Store.ChangeAsync(_ => new StrategySet(), "tests", cancellation.Token).AsTask();
        await Until(async () => await Query("SELECT count(*) FROM pg_locks WHERE NOT granted") is 1L);

        await cancellation.CancelAsync();

        Assert.That(async () => await change.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        await Execute(other, "ROLLBACK");
        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full()));
        Assert.That(await ReadAudit(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldNotWaitForEverForALock()
    {
        await Put(Some.Full());
        await using var other = await Stage.Database.OpenAsync();
        await Execute(other, "BEGIN; LOCK TABLE trading_engine_routes");
        await using var store = new PostgresStrategyStore($"{Stage.Database.ConnectionString};Command Timeout=1");

        var error = await Fails(async () => await store.ChangeAsync(set => set, "tests", CancellationToken.None));

        Assert.That(error.IsUnavailable);
        Assert.That(error.Message, Does.EndWith("it did not answer in time, perhaps because another program holds a lock."));
    }

    [Test]
    public async Task ShouldReadAllOrFailWhereverTheConnectionIsCut()
    {
        var strategies = Enumerable.Range(0, 200).Select(number => Some.Full($"{number:D4}")).ToArray();
        await Put(strategies);
        using var proxy = new CutProxy(Stage.Database.Server.Port);
        await using var store = new PostgresStrategyStore(With(builder => builder.Port = proxy.Port));
        Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies, Is.EqualTo(strategies));
        var failureCount = 0;
        for (var bytes = 1; bytes < 200_000; bytes = (bytes * 3) + 17)
        {
            proxy.CutAfter(bytes);
            try
            {
                Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies, Is.EqualTo(strategies));
            }
            catch (StrategySourceException exception)
            {
                Assert.That(exception.IsUnavailable, exception.Message);
                failureCount++;
            }

            proxy.Mend();
        }

        Assert.That(failureCount, Is.GreaterThan(5));
        Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies, Is.EqualTo(strategies));
    }

    [Test]
    public async Task ShouldSayThatNobodyKnowsWhetherACommitWasMade()
    {
        await Put(Some.Full());
        await Execute("""
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON trading_engine_audit DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
            """);

        var error = await Fails(() => Put(Some.Plain("new")));

        Assert.That(error.IsUnavailable);
        Assert.That(error.Message, Does.Contain("may or may not have been made"));
        await Execute("DROP TRIGGER die ON trading_engine_audit");
        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full()));
    }

    [Test]
    public async Task ShouldSayThatARefusedCommitWasNotMade()
    {
        await Put(Some.Full());
        await Execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON trading_engine_audit DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION refuse()
            """);

        var error = await Fails(() => Put(Some.Plain("new")));

        Assert.That(error.Message, Does.Contain("not today").And.Not.Contain("may or may not"));
    }

    [Test]
    public async Task ShouldLeaveNothingOfAMigrationInWhichItIsKilled()
    {
        Migration[] killed =
        [
            MigrationList.All[0],
            new(2, "killed", null, "CREATE TABLE half (id int); SELECT pg_terminate_backend(pg_backend_pid())"),
        ];
        await using var store = new PostgresStrategyStore(
            new PostgresDatabase(Stage.Database.ConnectionString), Clock, new PostgresStoreOptions(), killed);

        Assert.That((await Fails(async () => await store.ReadAsync(CancellationToken.None))).IsUnavailable);

        Assert.That(await Query("SELECT max(version) FROM trading_engine_migrations"), Is.EqualTo(1));
        Assert.That(await Query("SELECT to_regclass('half') IS NULL"), Is.True);
        Assert.That((await Read()).Strategies, Is.Empty);
        Assert.That(await Query("SELECT max(version) FROM trading_engine_migrations"), Is.EqualTo(2));
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(Stage.Database.ConnectionString);
        change(builder);
        return builder.ConnectionString;
    }

    private static async Task<StrategySourceException> ErrorOf(string connectionString)
    {
        await using var store = new PostgresStrategyStore(connectionString);
        var errors = new List<StrategySourceException>
        {
            await Fails(async () => await store.ReadAsync(CancellationToken.None)),
            await Fails(async () => await store.ChangeAsync(set => set, "tests", CancellationToken.None)),
            await Fails(async () => await store.ReadAuditAsync(null, 1, CancellationToken.None)),
        };
        Assert.That(errors.Select(error => error.IsUnavailable), Is.All.True);
        Assert.That(errors.Select(error => error.ToString()), Is.All.Not.Contains(Secret));
        Assert.That(errors.Select(error => error.ToString()), Is.All.Not.Contains("Password="));
        return errors[0];
    }
}
