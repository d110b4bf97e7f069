using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Budgets;

namespace TradingEngine.Zerodha.Tests.Budgets;

[TestFixture]
public sealed class CallBudgetTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(Make.Time);

    [Test]
    public async Task ShouldLetAFullWindowPassAtOnceAndThenNone()
    {
        var budget = Budget([new RateLimit(10, Second)]);

        Assert.That(await CountPassed(budget, 20), Is.EqualTo(10));
        Assert.That(budget.GetStatus().RefusedCount, Is.EqualTo(10));
    }

    [Test]
    public async Task ShouldNameTheLimitThatIsUsedUp()
    {
        var budget = Budget([new RateLimit(10, Second), new RateLimit(2, TimeSpan.FromMinutes(1))]);
        await CountPassed(budget, 2);

        Assert.That(
            await budget.EnterAsync(isUrgent: true, CancellationToken.None),
            Is.EqualTo("The budget of 2 orders in 60 s is used up; the next is free in 60 s, and a call is held back for 0 s at most"));
    }

    [Test]
    public async Task ShouldKeepAShareForUrgentCalls()
    {
        var budget = Budget([new RateLimit(10, Second)], reservedPercent: 20);

        Assert.That(await CountPassed(budget, 20), Is.EqualTo(8));
        Assert.That(await CountPassed(budget, 20, isUrgent: true), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldLetOrdinaryCallsPassWhereTheLimitIsOne()
    {
        var budget = Budget([new RateLimit(1, Second)], reservedPercent: 90);

        Assert.That(await CountPassed(budget, 3), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldHoldACallBackUntilItMayGo()
    {
        var budget = Budget([new RateLimit(2, Second)], waitMax: TimeSpan.FromSeconds(5));
        await CountPassed(budget, 2);

        var held = budget.EnterAsync(isUrgent: false, CancellationToken.None).AsTask();
        _clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.That(held.IsCompleted, Is.False);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await held, Is.Null);
        Assert.That(budget.GetStatus().HeldCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldRefuseAtOnceWhatCannotGoInTime()
    {
        var budget = Budget([new RateLimit(1, TimeSpan.FromMinutes(1))], waitMax: TimeSpan.FromSeconds(5));
        await CountPassed(budget, 1);

        var refused = budget.EnterAsync(isUrgent: false, CancellationToken.None);

        Assert.That(refused.IsCompleted, Is.True);
        Assert.That(await refused, Does.Contain("used up"));
    }

    [Test]
    public async Task ShouldNotCountACallThatWasCancelled()
    {
        var budget = Budget([new RateLimit(1, Second)], waitMax: TimeSpan.FromSeconds(5));
        await CountPassed(budget, 1);
        using var cancel = new CancellationTokenSource();
        var held = budget.EnterAsync(isUrgent: false, cancel.Token).AsTask();

        await cancel.CancelAsync();

        Assert.That(async () => await held, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(budget.GetStatus().PassedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldCountTheDayOfIndia()
    {
        var budget = Budget([new RateLimit(3, RateLimit.Day)]);
        _clock.SetUtcNow(new DateTimeOffset(2026, 6, 2, 23, 59, 59, TimeSpan.FromMinutes(330)));
        Assert.That(await CountPassed(budget, 5), Is.EqualTo(3));

        _clock.Advance(Second);

        Assert.That(await CountPassed(budget, 5), Is.EqualTo(3));
    }

    [Test]
    public async Task ShouldLearnWhatTheAccountDidToday()
    {
        var budget = Budget([new RateLimit(10, RateLimit.Day)]);
        await CountPassed(budget, 2);

        budget.LearnDay(7);
        budget.LearnDay(1);

        Assert.That(budget.GetStatus().Uses.Single().UsedCount, Is.EqualTo(7));
        Assert.That(await CountPassed(budget, 20), Is.EqualTo(3));
    }

    [Test]
    public void ShouldNeverExceedTheLimitInAnySpan() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 90], Gen.Select(Gen.Int[0, 400], Gen.Bool).Array[1, 200]).Sample(
            (limit, reserved, calls) =>
            {
                var clock = new FakeTimeProvider(Make.Time);
                var budget = new CallBudget("orders", [new RateLimit(limit, Second)], reserved, TimeSpan.Zero, clock);
                var passed = new List<DateTimeOffset>();
                foreach (var (millis, isUrgent) in calls)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(millis));
                    if (budget.EnterAsync(isUrgent, CancellationToken.None).AsTask().Result is null)
                    {
                        passed.Add(clock.GetUtcNow());
                    }
                }

                return passed.All(end => passed.Count(at => at > end - Second && at <= end) <= limit);
            },
            iter: 2_000);

    private CallBudget Budget(RateLimit[] limits, int reservedPercent = 0, TimeSpan waitMax = default) =>
        new("orders", limits, reservedPercent, waitMax, _clock);

    private static async Task<int> CountPassed(CallBudget budget, int count, bool isUrgent = false)
    {
        var passed = 0;
        for (var i = 0; i < count; i++)
        {
            passed += await budget.EnterAsync(isUrgent, CancellationToken.None) is null ? 1 : 0;
        }

        return passed;
    }
}
