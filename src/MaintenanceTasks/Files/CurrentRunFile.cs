using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>The input file of the run that is being worked on. A service of the slice's scope.</summary>
public sealed class CurrentRunFile
{
    private readonly CurrentRun _run;
    private readonly IServiceProvider _services;

    internal CurrentRunFile(CurrentRun run, IServiceProvider services) => (_run, _services) = (run, services);

    /// <summary>Finds the file.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="RunFileDamagedException">The file is gone.</exception>
    /// <exception cref="CollectionUnavailableException">The store does not answer now.</exception>
    public async Task<RunFile> FindAsync(CancellationToken cancellationToken) =>
        await PassingFaults.AskAsync(() => Files.FindAsync(_run.Token, cancellationToken)).ConfigureAwait(false)
        ?? throw new RunFileDamagedException($"The input file of run {_run.Id} of {_run.Task} is gone. Bring it back and resume, or start a new run with the file.");

    /// <summary>
    /// Opens the file for asynchronous reading. Set <see cref="Stream.Position"/> to begin anywhere: only the chunks that are needed are
    /// read, and each is checked as it is.
    /// </summary>
    /// <param name="file">The file.</param>
    public Stream Open(RunFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new RunFileReader(Files, file);
    }

    private IRunFiles Files => FilesOf(_services);

    internal static IRunFiles FilesOf(IServiceProvider services) => services.GetService<IRunFiles>()
        ?? throw new TaskNotUsableException("The store keeps no files: no IRunFiles is registered. UseEntityFrameworkCore<TContext>() registers one, UseFileFolder(path) another.");
}
