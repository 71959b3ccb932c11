using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Hangfire itself has to be registered.</summary>
internal sealed class HangfireCheck(IServiceProviderIsService services) : IStartCheck
{
    public void Check()
    {
        if (services.IsService(typeof(JobStorage)) && services.IsService(typeof(IBackgroundJobClient))) return;
        throw new TaskNotUsableException(
            "Maintenance tasks are to use Hangfire, and Hangfire is not registered. Add services.AddHangfire(configuration => …) with a storage that all machines share.");
    }
}
