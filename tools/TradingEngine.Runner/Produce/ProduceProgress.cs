using Spectre.Console;
using TradingEngine.Runner.Kafka;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Produce;

/// <summary>Shows how much of the day is produced: a bar on a terminal, a line for each tenth elsewhere.</summary>
internal sealed class ProduceProgress : IDisposable
{
    private const int PercentPerLine = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly DayLength _day;
    private readonly MarketProducer _producer;
    private readonly CancellationTokenSource _finished = new();
    private readonly Task _showing;
    private long _timeTicks;
    private bool _isDisposed;

    private ProduceProgress(DayLength day, MarketProducer producer)
    {
        _day = day;
        _producer = producer;
        _timeTicks = day.Start.UtcTicks;
        var console = ConsoleFactory.Create(Console.Out, out var isTerminal);
        _showing = Task.Factory.StartNew(
            () => Show(console, isTerminal),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>The time of the event that was sent last.</summary>
    public DateTimeOffset Time
    {
        private get => new(Volatile.Read(ref _timeTicks), TimeSpan.Zero);
        set => Volatile.Write(ref _timeTicks, value.UtcTicks);
    }

    /// <summary>Begins to show.</summary>
    public static ProduceProgress Start(DayLength day, MarketProducer producer) => new(day, producer);

    /// <summary>Shows the last state and ends.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _finished.Cancel();
        _showing.GetAwaiter().GetResult();
        _finished.Dispose();
    }

    private void Show(IAnsiConsole console, bool isTerminal)
    {
        if (isTerminal)
        {
            ShowBar(console);
        }
        else
        {
            ShowLines();
        }
    }

    private void ShowBar(IAnsiConsole console) => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask("produce");
            do
            {
                task.Description = Markup.Escape(Text());
                task.Value = _day.PercentAt(Time);
            }
            while (!_finished.Token.WaitHandle.WaitOne(Interval));

            task.Value = _day.PercentAt(Time);
        });

    private void ShowLines()
    {
        var shown = 0;
        bool isFinished;
        do
        {
            isFinished = _finished.Token.WaitHandle.WaitOne(Interval);
            var percent = _day.PercentAt(Time) / PercentPerLine * PercentPerLine;
            if (percent > shown)
            {
                shown = percent;
                Console.Out.WriteLine($"{percent,3} %  {Text()}");
            }
        }
        while (!isFinished);
    }

    private string Text() => $"{Format.Time(Time.ToOffset(_day.Start.Offset))}"
        + $"  {Format.Count(_producer.TickCount)} ticks  {Format.Count(_producer.SignalCount)} signals";
}
