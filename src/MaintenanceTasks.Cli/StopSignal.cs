using System.Runtime.InteropServices;

namespace MaintenanceTasks.Cli;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP: the first asks the verb to stop in good order, a second ends the process at once. Registered by
/// hand, because the host is not started, and without it .NET no longer handles SIGTERM.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Action<int> _endNow;
    private PosixSignalRegistration[] _registrations = [];
    private int _code;

    /// <param name="endNow">What a second signal does with the exit code.</param>
    public StopSignal(Action<int> endNow) => _endNow = endNow;

    /// <summary>Signalled with the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code the first signal stands for; 0 before it.</summary>
    public int Code => Volatile.Read(ref _code);

    public static StopSignal OfProcess(Action restoreTerminal)
    {
        var stop = new StopSignal(code =>
        {
            restoreTerminal();
            Environment.Exit(code);
        });
        stop._registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal =>
                PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    stop.Receive(context.Signal);
                })),
        ];
        return stop;
    }

    public void Receive(PosixSignal signal)
    {
        var code = signal switch
        {
            PosixSignal.SIGTERM => ExitCode.Terminated,
            PosixSignal.SIGHUP => ExitCode.HungUp,
            _ => ExitCode.Interrupted,
        };
        if (Interlocked.CompareExchange(ref _code, code, 0) == 0) _source.Cancel();
        else _endNow(code);
    }

    /// <summary>Stops in good order, as the first Ctrl-C does; never at once.</summary>
    public void Interrupt()
    {
        if (Interlocked.CompareExchange(ref _code, ExitCode.Interrupted, 0) == 0) _source.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }
}
