namespace MaintenanceTasks.Tests.Execution;

internal static class Claims
{
    private static readonly DateTime At = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Creates a run and claims its partition for an owner.</summary>
    public static async Task<Lease> MakeAsync(IRunStore store, string owner)
    {
        var creation = await store.CreateAsync(
            new NewRun
            {
                Task = nameof(Scripted),
                Arguments = new Dictionary<string, string?>(),
                ParameterHash = "",
                Token = Guid.NewGuid(),
                CreatedAt = At,
                Actor = new Actor(null, null),
            },
            CancellationToken.None);
        var state = await store.ChangeAsync(
            creation.Run.Id, change => LeaseMoves.Claim(change, 0, owner, At, new Actor("worker", null)), CancellationToken.None);
        var partition = state!.Partitions.Single();
        return new Lease(partition.RunId, 0, partition.Epoch, owner);
    }
}
