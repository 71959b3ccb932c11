using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Cli;

/// <summary>What every verb works with.</summary>
/// <param name="Services">The services of the host, which is not started.</param>
/// <param name="Terminal">Where to write.</param>
/// <param name="Stop">Signalled to stop.</param>
/// <param name="Times">How patiently a run is followed.</param>
internal sealed record VerbContext(IServiceProvider Services, Terminal Terminal, StopSignal Stop, FollowTimes Times)
{
    /// <summary>Who acts: the user of the operating system, and the host.</summary>
    public static string Actor => $"{Environment.UserName}@{Environment.MachineName}";

    public TaskRunner Runner => Services.GetRequiredService<TaskRunner>();

    public TaskCatalog Catalog => Services.GetRequiredService<TaskCatalog>();

    public TimeProvider Time => Services.GetRequiredService<TimeProvider>();

    public MaintenanceTasksOptions Options => Services.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value;

    public RunFollower Follower => ActivatorUtilities.CreateInstance<RunFollower>(Services, Times);

    /// <summary>Writes one JSON document to standard output.</summary>
    public void Json<T>(T document) => Terminal.Out.WriteLine(JsonOutput.Write(document));
}
