using System.Runtime.InteropServices;

namespace TradingEngine.Runner.Run;

/// <summary>The kill switch from a shell: SIGUSR1 halts trading, SIGUSR2 resumes it. Not on Windows.</summary>
internal sealed class ModeSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public ModeSignals(Engine engine)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The enumeration has no names for these two; a positive value is the system's own number.
        var (halt, resume) = OperatingSystem.IsMacOS() ? (30, 31) : (10, 12);
        Register(halt, engine.Halt);
        Register(resume, engine.Resume);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Register(int signal, Action act) => _registrations.Add(PosixSignalRegistration.Create(
        (PosixSignal)signal,
        context =>
        {
            context.Cancel = true;
            act();
        }));
}
