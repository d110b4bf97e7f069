using Microsoft.Data.Sqlite;
using TradingEngine.Sql.Migrations;
using TradingEngine.Sql.Tests.Support;

namespace TradingEngine.Sql.Tests.Sqlite;

[TestFixture]
public sealed class SqliteFaultTests : StoreFixture<SqliteStage>
{
    [Test]
    public void ShouldCallItselfByItsPath() => Assert.That(Store.Name, Is.EqualTo($"SQLite {Stage.Path}"));

    [TestCase("")]
    [TestCase(" ")]
    public void ShouldDemandAPath(string path) =>
        Assert.That(() => new SqliteStrategyStore(path), Throws.ArgumentException);

    [Test]
    public async Task ShouldTellThatTheFileIsLocked()
    {
        await Put(Some.Full());
        await using var store = new SqliteStrategyStore(
            Stage.Path, Clock, isReadOnly: false, TimeSpan.FromMilliseconds(20), MigrationList.All);
        await using var other = (SqliteConnection)await Stage.OpenAsync();
        await using (other.BeginTransaction(deferred: false))
        {
            var error = await Fails(async () => await store.ChangeAsync(
                set => set with { Strategies = [] }, "tests", CancellationToken.None));

            Assert.That(error.IsUnavailable);
            Assert.That(error.Message, Is.EqualTo($"{Store.Name}: another program has locked it."));
            Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies, Has.Count.EqualTo(1), "Reading goes on.");
        }

        Assert.That(
            await store.ChangeAsync(set => set with { Strategies = [] }, "tests", CancellationToken.None),
            Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldTellThatTheFileIsNoDatabase()
    {
        await Read();
        await using var store = NewStore();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Stage.Path)!))
        {
            await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        }

        var error = await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(error.IsUnavailable);
        Assert.That(error.Message, Does.StartWith($"{Store.Name}: ").And.Contain("not a database"));
    }

    [Test]
    public async Task ShouldTellThatTheFolderCannotBeMade()
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Stage.Path))!, "file");
        await File.WriteAllTextAsync(file, "");
        await using var store = new SqliteStrategyStore(Path.Combine(file, "folder", "strategies.db"));

        var error = await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(error.IsUnavailable);
        Assert.That(error.Message, Does.StartWith($"SQLite {file}"));
    }

    [Test]
    public async Task ShouldTellThatTheFileIsAFolder()
    {
        Directory.CreateDirectory(Stage.Path);

        Assert.That((await Fails(Read)).IsUnavailable);
    }

    [Test]
    public async Task ShouldReadAFileThatMayOnlyBeRead()
    {
        await Put(Some.Full());
        await using var store = ReadOnlyStore();

        Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies.Single(), Is.EqualTo(Some.Full()));
        Assert.That(await store.ReadAuditAsync(null, 10, CancellationToken.None), Has.Count.EqualTo(1));
        var error = await Fails(async () => await store.ChangeAsync(
            set => set with { Strategies = [] }, "tests", CancellationToken.None));
        Assert.That(error.IsUnavailable);
    }

    [Test]
    public async Task ShouldTellOfMissingTablesInAFileThatMayOnlyBeRead()
    {
        await Execute("CREATE TABLE strategy_configurations (id text, is_active boolean)");
        await using var store = ReadOnlyStore();

        var error = await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(error.IsUnavailable, Is.False);
        Assert.That(error.Errors, Does.Contain($"trading_engine_routes: the table is missing in {Store.Name}."));
        Assert.That(error.Errors, Does.Contain($"strategy_configurations, column instruments: is missing in {Store.Name}."));
    }

    [Test]
    public async Task ShouldSeeAnotherFileInItsPlace()
    {
        await Put(Some.Full());
        await Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var copy = $"{Stage.Path}.copy";
        await using var waiter = NewStore(TimeProvider.System);
        await Put(Some.Full() with { IsActive = false });
        await Execute($"VACUUM INTO '{copy}'");
        await Put(Some.Full());
        await waiter.ReadAsync(CancellationToken.None);
        var wait = waiter.WaitForChangeAsync(CancellationToken.None).AsTask();

        File.Delete($"{Stage.Path}-wal");
        File.Delete($"{Stage.Path}-shm");
        File.Move(copy, Stage.Path, overwrite: true);

        await wait.WaitAsync(Patience);
        Assert.That((await waiter.ReadAsync(CancellationToken.None)).Strategies.Single().IsActive, Is.False);
    }

    [TestCase("is_active = 'yes'", "is_active: must be a boolean, not the text 'yes'.")]
    [TestCase("is_active = 2", "is_active: must be a boolean, not 2 (a Int64).")]
    [TestCase("is_active = 0.5", "is_active: must be a boolean, not 0.5 (a Double).")]
    [TestCase("is_active = x'0102'", "is_active: must be a boolean, not 2 bytes.")]
    [TestCase("strategy_type = x'01'", "strategy_type: must be a text, not 1 bytes.")]
    public async Task ShouldTellOfAValueOfAnotherType(string assignment, string error)
    {
        await Put(Some.Full());
        await Execute($"UPDATE strategy_configurations SET {assignment}");

        Assert.That(await ReadErrors(), Is.EqualTo(new[] { $"strategy_configurations, row 'momentum-1', column {error}" }));
    }

    [TestCase("share_percent = 'half'", "share_percent: must be a number, not the text 'half'.")]
    [TestCase("share_percent = 1e300", "share_percent: must be a number, not 1E+300 (a Double).")]
    [TestCase("share_percent = 9e999", "share_percent: must be a number, not Infinity (a Double).")]
    [TestCase("position = 1.5", "position: must be a whole number, not 1.5 (a Double).")]
    [TestCase("terms = x'7b7d'", "terms: must be a text, not 2 bytes.")]
    public async Task ShouldTellOfARouteOfAnotherType(string assignment, string error)
    {
        await Put(Some.Full());
        await Execute($"UPDATE trading_engine_routes SET {assignment} WHERE trader = 'paper'");

        Assert.That(
            await ReadErrors(), Is.EqualTo(new[] { $"trading_engine_routes, row 'momentum-1'/'paper', column {error}" }));
    }

    [Test]
    public async Task ShouldTellWhereItsTablesCannotReferToThoseOfTheReplacedSystem()
    {
        await Execute("""
            CREATE TABLE strategy_configurations (id text, strategy_type text, instruments text, parameters text,
                is_active boolean, zerodha_trading_enabled boolean)
            """);

        var error = await Fails(() => Put(Some.Full()));

        Assert.That(error.IsUnavailable, Is.False);
        Assert.That(error.Message, Does.Contain("row 'momentum-1'").And.Contain("foreign key mismatch"));
    }

    [Test]
    public async Task ShouldLeaveNothingOfAMigrationThatFails()
    {
        Migration[] wrong = [MigrationList.All[0], new(2, "wrong", "CREATE TABLE half (id integer); SELECT nothing FROM nowhere", null)];
        await using var store = new SqliteStrategyStore(Stage.Path, Clock, isReadOnly: false, TimeSpan.FromSeconds(5), wrong);

        await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(await Query("SELECT max(version) FROM trading_engine_migrations"), Is.EqualTo(1));
        Assert.That(await Query("SELECT count(*) FROM sqlite_master WHERE name = 'half'"), Is.Zero);
        Assert.That((await Read()).Strategies, Is.Empty);
    }

    private SqliteStrategyStore ReadOnlyStore() =>
        new(Stage.Path, Clock, isReadOnly: true, TimeSpan.FromSeconds(5), MigrationList.All);
}
