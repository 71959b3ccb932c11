using MaintenanceTasks.Cli;

namespace Microsoft.Extensions.Hosting;

/// <summary>The command line of maintenance tasks, inside the application that has the tasks.</summary>
public static class MaintenanceTasksHostExtensions
{
    /// <summary>
    /// Runs the application, or a verb of the command line when the first argument is <c>maintenance-tasks</c>. A verb uses the
    /// host's services, but starts neither its server nor its hosted services; the host is disposed afterwards, as after a run.
    /// </summary>
    /// <remarks>
    /// <para>Exit codes: 0 succeeded; 1 errored or failed, also when the store does not answer; 2 bad usage, unknown task or run, invalid
    /// arguments or a refused request; 3 the run was cancelled or paused; 129, 130 or 143 interrupted by SIGHUP, SIGINT or SIGTERM. The
    /// verb <c>work</c> is ended by a signal, so a stop in good order is 0 there.</para>
    /// <para>Standard output carries what was asked for and nothing else: during a verb other than <c>work</c> the console logger of
    /// Microsoft.Extensions.Logging writes to standard error. Other loggers that write to the console are yours to send there.</para>
    /// </remarks>
    /// <param name="host">The built application: a <c>WebApplication</c>, or any other host.</param>
    /// <param name="args">The arguments of the process.</param>
    /// <param name="cancellationToken">Stops the application, or interrupts the verb as a signal would.</param>
    /// <returns>The exit code of the process: return it from <c>Main</c>. 0 once the application has run.</returns>
    public static async Task<int> RunMaintenanceTasksAsync(
        this IHost host, string[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [CommandLine.Name, .. var words])
        {
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
            return ExitCode.Succeeded;
        }

        try
        {
            var terminal = Terminal.OfProcess();
            using var stop = StopSignal.OfProcess(terminal.Restore);
            await using var interruption = cancellationToken.Register(stop.Interrupt).ConfigureAwait(false);
            return await new CommandLine(host.Services, terminal, stop, FollowTimes.Default).RunAsync(words).ConfigureAwait(false);
        }
        finally
        {
            if (host is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
            else host.Dispose();
        }
    }
}
