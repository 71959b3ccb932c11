using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Hangfire.Tests;

/// <summary>What an application sees of the registration, without a server.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Without_Hangfire_the_application_does_not_start_and_is_told_what_to_write()
    {
        using var host = Host(_ => { });
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("AddHangfire", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_name_that_Hangfire_cannot_have_stops_the_start()
    {
        using var host = Host(builder => builder.Services.AddSingleton<IBackgroundJobClient>(new Client()), options => options.Queue = "Not Good");
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(nameof(HangfireQueueOptions.Queue), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ring_is_a_job_with_the_id_of_the_run_in_the_queue_of_maintenance_tasks()
    {
        var client = new Client();
        using var host = Host(builder => builder.Services.AddSingleton<IBackgroundJobClient>(client));
        await host.Services.GetRequiredService<IRunQueue>().RingAsync(17, TimeSpan.Zero, CancellationToken.None);
        await host.Services.GetRequiredService<IRunQueue>().RingAsync(18, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal((typeof(SliceJob), 17L, "maintenance"), (client.Created[0].Job.Type, client.Created[0].Job.Args[0], client.Created[0].Job.Queue));
        Assert.IsType<EnqueuedState>(client.Created[0].State);
        Assert.IsType<ScheduledState>(client.Created[1].State);
    }

    [Fact]
    public void Hangfire_does_not_try_a_job_again_by_itself()
    {
        var attribute = Assert.Single(typeof(SliceJob).GetMethod(nameof(SliceJob.PerformAsync))!.GetCustomAttributes(typeof(AutomaticRetryAttribute), false));
        Assert.Equal(0, ((AutomaticRetryAttribute)attribute).Attempts);
    }

    [Fact]
    [Survives("F74")]
    public async Task A_run_starts_although_Hangfire_does_not_answer()
    {
        using var host = Host(builder => builder.Services.AddSingleton<IBackgroundJobClient>(new Client { IsDown = true }));
        var run = await host.Services.GetRequiredService<TaskRunner>().StartAsync<Nothing>(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.Enqueued, run.Status);
    }

    private static IHost Host(Action<MaintenanceTasksBuilder> configure, Action<HangfireQueueOptions>? options = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        var tasks = builder.Services.AddMaintenanceTasks().UseInMemoryStore().AddTask<Nothing>().UseHangfire(options);
        configure(tasks);
        return builder.Build();
    }

    private sealed class Nothing : OneOffTask
    {
        public override void Process()
        {
        }
    }

    private sealed class Client : IBackgroundJobClient
    {
        public bool IsDown { get; init; }

        public List<(Job Job, IState State)> Created { get; } = [];

        public string Create(Job job, IState state)
        {
            if (IsDown) throw new BackgroundJobClientException("No server answers.", new TimeoutException());
            Created.Add((job, state));
            return "1";
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => throw new NotSupportedException();
    }
}
