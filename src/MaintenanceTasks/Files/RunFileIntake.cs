using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Takes the file given to a new run: refuses what does not fit the task, and stores the rest chunk by chunk.</summary>
internal sealed class RunFileIntake(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>Refuses a missing file and a file for a task that takes none.</summary>
    /// <exception cref="InvalidArgumentsException">File and task do not fit.</exception>
    public static void Check(TaskDescriptor descriptor, InputFile? file)
    {
        if (descriptor.TakesFile == (file is not null)) return;
        throw new InvalidArgumentsException(descriptor.Name, new Dictionary<string, string>
        {
            [""] = descriptor.TakesFile
                ? "The task works on a file and none was given. Give one: StartOptions.File in code, --csv FILE on the command line."
                : $"The task takes no file, found '{RunFileNames.Given(file!.Name)}'.",
        });
    }

    /// <summary>Stores the file under the token of the run to be.</summary>
    public async Task StoreAsync(
        TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments, InputFile input, Guid token, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var task = TaskActivator.Create(descriptor, scope.ServiceProvider);
        TaskArguments.Apply(descriptor, task, arguments);
        var at = time.GetUtcNow().UtcDateTime;
        var file = new RunFile
        {
            Token = token,
            Name = RunFileNames.Given(input.Name),
            StoredName = RunFileNames.Stored(at, descriptor.Name, ((IFileTask)task).FileExtension),
            CreatedAt = at,
        };
        await StoreAsync(CurrentRunFile.FilesOf(scope.ServiceProvider), file, input.Content, ((IFileTask)task).CountRows(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a stream as a file and leaves nothing of it behind when that fails.</summary>
    public static async Task<RunFile> StoreAsync(IRunFiles files, RunFile file, Stream content, IRowCounter? rows, CancellationToken cancellationToken)
    {
        try
        {
            var begun = file with { Id = await files.BeginAsync(file, cancellationToken).ConfigureAwait(false) };
            var (size, hash) = await CopyAsync(files, begun.Id, content, rows, cancellationToken).ConfigureAwait(false);
            var complete = begun with { Size = size, Hash = hash, Rows = rows?.Complete() };
            await files.CompleteAsync(complete, cancellationToken).ConfigureAwait(false);
            return complete;
        }
        catch
        {
            await ForgetAsync(files, file.Token).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ForgetAsync(IRunFiles files, Guid token)
    {
        try
        {
            await files.DeleteAsync(token, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunStoreUnavailableException)
        {
            // A store that is away cannot forget it either; what is not complete is never found.
        }
    }

    /// <summary>Says which run the file belongs to, or forgets it when the request made no run of its own.</summary>
    public async Task SettleAsync(Guid token, Run? created, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var files = CurrentRunFile.FilesOf(scope.ServiceProvider);
        if (created is not null) await files.BindAsync(token, created.Id, cancellationToken).ConfigureAwait(false);
        else await files.DeleteAsync(token, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(long Size, string Hash)> CopyAsync(
        IRunFiles files, long fileId, Stream content, IRowCounter? rows, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[RunFile.ChunkSize];
        long size = 0;
        for (var number = 0; ; number++)
        {
            var filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (filled == 0) return (size, Convert.ToHexStringLower(whole.GetHashAndReset()));
            var bytes = buffer.AsMemory(0, filled);
            whole.AppendData(bytes.Span);
            rows?.Add(bytes.Span);
            await files.AppendAsync(fileId, RunFileChunk.Of(number, bytes), cancellationToken).ConfigureAwait(false);
            size += filled;
        }
    }
}
