using Hangfire;
using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Hangfire.Tests;

/// <summary>Hangfire keeps the same contract as the built-in queue. Not in parallel: Hangfire holds the current storage in a static field.</summary>
[Collection("Hangfire")]
public sealed class QueueTests
{
    public static TheoryData<string, string> Cases => [.. RunQueueConformance.Cases.SelectMany(name => new[] { (name, "PostgreSQL"), (name, "Redis") })];

    [Theory, MemberData(nameof(Cases))]
    public Task Hangfire_keeps_the_contract_of_a_queue(string name, string storage) => RunQueueConformance.RunAsync(
        name,
        builder =>
        {
            builder.Services.AddHangfire(hangfire => Storages.Configure(hangfire, storage));
            builder.UseHangfire(options => options.SchedulePollingInterval = TimeSpan.FromSeconds(1));
        });
}
