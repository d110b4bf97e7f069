using TradingEngine.Journal.Storage;

namespace TradingEngine.Tests.Journal.Storage;

[TestFixture]
public sealed class CommitTurnTests
{
    [Test]
    public void ShouldNotTakeTheTurnForARecordThatIsThere()
    {
        var turn = new CommitTurn();
        var reached = 5L;
        turn.Enter();

        Assert.That(turn.EnterUnless(ref reached, 5), Is.False);
    }

    [Test]
    public void ShouldTakeTheTurnForARecordThatIsNot()
    {
        var turn = new CommitTurn();
        var reached = 5L;

        Assert.That(turn.EnterUnless(ref reached, 6), Is.True);
        turn.Exit();
        Assert.That(turn.EnterUnless(ref reached, 6), Is.True);
    }

    [Test]
    public void ShouldLetAllGoWhoseRecordATurnBrought()
    {
        var turn = new CommitTurn();
        var reached = 0L;
        var turns = 0;
        turn.Enter();
        var waiters = Enumerable.Range(1, 10).Select(sequence => new Thread(() =>
        {
            if (turn.EnterUnless(ref reached, sequence))
            {
                Interlocked.Increment(ref turns);
                turn.Exit();
            }
        })).ToList();
        waiters.ForEach(waiter => waiter.Start());

        Volatile.Write(ref reached, 8);
        turn.Exit();
        waiters.ForEach(waiter => waiter.Join());

        Assert.That(turns, Is.EqualTo(2), "those for records 9 and 10");
    }
}
