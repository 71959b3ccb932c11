using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Makes a run of a task and its arguments: refuses what cannot work, keeps the file, stores the run, rings for it, and tells.</summary>
internal sealed class RunStarter(
    IServiceScopeFactory scopes, IRunStore store, TaskProbe probe, Doorbell doorbell, RunPublisher publisher, NodeIdentity node, TimeProvider time)
{
    private const int LongestKey = 200;

    /// <returns>The new run, or the run that the same idempotency key started before.</returns>
    public async Task<Run> StartAsync(
        TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments, StartOptions options, CancellationToken cancellationToken)
    {
        CheckKey(descriptor, options.IdempotencyKey);
        RunFileIntake.Check(descriptor, options.File);
        var prepared = await probe.PrepareAsync(descriptor, arguments, options.Parallelism, cancellationToken).ConfigureAwait(false);
        var run = new NewRun
        {
            Task = descriptor.Name,
            Arguments = prepared.Arguments,
            ParameterHash = descriptor.ParameterHash,
            Build = descriptor.Build,
            StartedBy = options.StartedBy,
            Metadata = options.Metadata,
            IdempotencyKey = options.IdempotencyKey,
            Token = Guid.NewGuid(),
            ActiveKey = prepared.ActiveKey,
            Delivery = prepared.Delivery,
            Parallelism = prepared.Parallelism,
            CreatedAt = time.GetUtcNow().UtcDateTime,
            Actor = new Actor(options.StartedBy, node.Name),
        };
        var creation = await CreateAsync(descriptor, run, arguments, options.File, cancellationToken).ConfigureAwait(false);
        var shown = SecretArguments.Hide(creation.Run, descriptor);
        if (creation.Outcome == RunCreationOutcome.ActiveRunExists) throw new ActiveRunExistsException(shown);
        if (creation.Outcome == RunCreationOutcome.Created) await AnnounceAsync(creation.Run, cancellationToken).ConfigureAwait(false);
        return shown;
    }

    /// <summary>Stores the file before the run, so that no worker finds the run without it.</summary>
    private async Task<RunCreation> CreateAsync(
        TaskDescriptor descriptor, NewRun run, IReadOnlyDictionary<string, string?> arguments, InputFile? file, CancellationToken cancellationToken)
    {
        if (file is null) return await store.CreateAsync(run, cancellationToken).ConfigureAwait(false);
        var intake = new RunFileIntake(scopes, time);
        await intake.StoreAsync(descriptor, arguments, file, run.Token, cancellationToken).ConfigureAwait(false);
        var creation = await store.CreateAsync(run with { CreatedAt = time.GetUtcNow().UtcDateTime }, cancellationToken).ConfigureAwait(false);
        var made = creation.Outcome == RunCreationOutcome.Created ? creation.Run : null;
        await intake.SettleAsync(run.Token, made, cancellationToken).ConfigureAwait(false);
        return creation;
    }

    private async Task AnnounceAsync(Run run, CancellationToken cancellationToken)
    {
        await doorbell.RingAsync(run.Id, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        var created = await store.EventsAsync(run.Id, 0, 1, cancellationToken).ConfigureAwait(false);
        await publisher.PublishAsync(run, created).ConfigureAwait(false);
    }

    private static void CheckKey(TaskDescriptor descriptor, string? key)
    {
        if (key is not { Length: > LongestKey or 0 }) return;
        throw new InvalidArgumentsException(descriptor.Name, new Dictionary<string, string>
        {
            [""] = $"An idempotency key has 1 to {LongestKey} characters, found {key.Length}.",
        });
    }
}
