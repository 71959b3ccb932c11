using MaintenanceTasks.Testing;
using MaintenanceTasks.Tests.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Secret parameters: the task has them, nobody else sees them.</summary>
public sealed class SecretTests : SecretTestBase
{
    [Fact, Avoids("Q13"), Ancestor("C247", Better = "stored protected, never prefilled, and masked wherever it could be read")]
    [Survives("S9")]
    public async Task A_secret_is_stored_protected_shown_as_dots_and_given_to_the_task()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync("SignIn", new Dictionary<string, string?> { ["Password"] = Password, ["Server"] = "https://u:pw@example.org/" });

        var stored = (await bench.RunAsync(run.Id)).Arguments;
        Assert.All([stored["Password"], stored["Server"]], text => Assert.StartsWith("maintenance-tasks:secret:", text));
        Run?[] shown =
        [
            run, (await bench.Runner.FindAsync(run.Id))!.Run, (await bench.Runner.ListAsync())[0], (await bench.Runner.LatestAsync())[0],
            await bench.Runner.PauseAsync(run.Id), await bench.Runner.ResumeAsync(run.Id), Listener.Runs[0],
        ];
        Assert.All(shown, seen => Assert.Equal((Dots, Dots), (seen!.Arguments["Password"], seen.Arguments["Server"])));

        await bench.PerformSliceAsync();
        Assert.Equal($"a ada {Password} https://u:pw@example.org/ the-default-secret", SignIns.Seen[0]);
    }

    [Fact]
    public async Task A_secret_set_by_code_is_stored_protected_too()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);
        Assert.Equal(Dots, run.Arguments["Password"]);
        Assert.DoesNotContain(Password, (await bench.RunAsync(run.Id)).Arguments["Password"]);
        await bench.PerformSliceAsync();
        Assert.Contains(Password, SignIns.Seen[0]);
    }

    [Fact]
    public async Task A_run_whose_secret_cannot_be_read_here_waits_with_its_position_and_names_the_key_ring()
    {
        SignIns.On = (item, _) => throw (item == "b" ? new InvalidOperationException("once") : new TimeoutException());
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time);
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);
        await bench.PerformSliceAsync();
        var cursor = (await bench.PartitionAsync(run.Id)).Cursor;
        Assert.NotNull(cursor);
        var (own, other) = (Keys.Keys, new InMemoryKeys());

        Keys.Keys = other;
        await bench.Runner.ResumeAsync(run.Id);
        for (var look = 0; look < 5; look++)
        {
            Assert.Null(await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None));
            time.Advance(TimeSpan.FromSeconds(40));
        }

        var waiting = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Enqueued, null, cursor), (waiting.Status, waiting.Error, (await bench.PartitionAsync(run.Id)).Cursor));
        var told = Assert.Single(await bench.Runner.EventsAsync(run.Id), happened => happened.Kind == RunEventKind.Note).Text;
        Assert.StartsWith($"The secret parameter Password of run {run.Id} of SignIn cannot be read", told);
        Assert.Contains("key ring of data protection", told);

        Keys.Keys = own;
        SignIns.On = (_, _) => { };
        time.Advance(TimeSpan.FromSeconds(61));
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Succeeded, 3L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
    }

    [Fact]
    public async Task A_run_whose_secret_one_node_cannot_read_is_done_by_another_that_can()
    {
        var store = new InMemoryRunStore();
        await using var able = Bench(store: store);
        await using var unable = Bench(store: store, keys: new KeySwitch());
        unable.StartWorker();
        var run = await able.Runner.StartAsync<SignIn>(task => task.Password = Password);
        await Wait.UntilAsync(
            async () => (await able.Runner.EventsAsync(run.Id)).Any(happened => happened.Kind == RunEventKind.Note), "the node that cannot read it has said so");
        Assert.Equal(RunStatus.Enqueued, await able.StatusAsync(run.Id));

        able.StartWorker();

        Assert.Equal(3, (await able.UntilAsync(run.Id, RunStatus.Succeeded)).Ticks);
    }

    [Fact]
    public async Task Equal_arguments_are_refused_whatever_the_secret_is()
    {
        await using var bench = Bench();
        var first = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);
        foreach (var password in (string[])[Password, "another"])
        {
            var refusal = await Assert.ThrowsAsync<ActiveRunExistsException>(() => bench.Runner.StartAsync<SignIn>(task => task.Password = password));
            Assert.Equal((first.Id, Dots), (refusal.Run.Id, refusal.Run.Arguments["Password"]));
            Assert.StartsWith($"Run {first.Id} of SignIn has the same arguments (secrets are not compared) and is enqueued.", refusal.Message);
        }

        await bench.Runner.StartAsync<SignIn>(task => (task.Password, task.User) = (Password, "bob"));
    }

    [Fact]
    public async Task The_key_of_equal_arguments_says_nothing_of_the_secret()
    {
        await using var bench = Bench();
        var keys = new HashSet<string?>();
        foreach (var password in (string[])[Password, "another"])
        {
            var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = password);
            keys.Add((await bench.RunAsync(run.Id)).ActiveKey);
            await bench.Runner.CancelAsync(run.Id);
        }

        Assert.NotNull(Assert.Single(keys));
    }

    [Fact]
    public async Task A_repeated_request_finds_the_first_run()
    {
        await using var bench = Bench();
        var options = new StartOptions { IdempotencyKey = "once" };
        var first = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password, options);
        var again = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password, options);
        Assert.Equal((first.Id, Dots), (again.Id, again.Arguments["Password"]));
    }

    [Fact]
    public async Task Defaults_of_secrets_are_not_told()
    {
        await using var bench = Bench();
        Assert.Equal(["User"], (await bench.Runner.DefaultsOfAsync("SignIn")).Keys);
    }

    [Fact]
    public async Task A_test_of_a_task_with_secrets_needs_noKeys_of_its_own()
    {
        var result = await TaskTest.For<SignIn>(SignIns).With(task => task.Password = Password).KillAfter(items: 2).RunAsync();
        Assert.Equal((RunStatus.Succeeded, Dots), (result.Status, result.Run.Arguments["Password"]));
        Assert.All(SignIns.Seen, seen => Assert.Contains(Password, seen));
    }
}
