namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Runs each task on a thread of its own, which a test can look at and join.</summary>
internal sealed class ThreadScheduler : TaskScheduler
{
    public List<Thread> Threads { get; } = [];

    protected override void QueueTask(Task task)
    {
        var thread = new Thread(() => TryExecuteTask(task)) { IsBackground = true };
        Threads.Add(thread);
        thread.Start();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
