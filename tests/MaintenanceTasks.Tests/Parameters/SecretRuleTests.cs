using System.ComponentModel.DataAnnotations;
using MaintenanceTasks.Tests.Execution;
using MaintenanceTasks.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Where secrets may be, and what they need.</summary>
public sealed class SecretRuleTests : SecretTestBase
{
    [Fact, Avoids("Q14")]
    public async Task Only_the_marked_parameter_is_hidden_not_those_with_names_like_it()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync("Lookalike", new Dictionary<string, string?> { ["Content"] = Password, ["SensitiveContent"] = "shown" });
        Assert.Equal((Dots, "shown"), (run.Arguments["Content"], run.Arguments["SensitiveContent"]));
    }

    [Fact]
    public void Without_data_protection_a_task_with_secrets_stops_the_start_and_says_what_to_write()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMaintenanceTasks().UseInMemoryStore().AddTask<Lookalike>();
        using var provider = services.BuildServiceProvider();

        var refusal = Assert.Throws<TaskNotUsableException>(() => provider.CheckMaintenanceTasks());

        Assert.StartsWith("The parameter Lookalike.Content is [Secret]", refusal.Message);
        Assert.Contains("Write builder.Services.AddDataProtection()", refusal.Message);
    }

    [Fact]
    public async Task Without_data_protection_nothing_is_enqueued()
    {
        await using var bench = new WorkBench(tasks: tasks => tasks.AddTask<Lookalike>());
        await Assert.ThrowsAsync<TaskNotUsableException>(() => bench.Runner.StartAsync<Lookalike>(task => task.Content = Password));
        Assert.Empty(await bench.Runner.ListAsync());
    }

    [Theory]
    [InlineData(typeof(SecretNumber), "is [Secret] and has type Int32. Expected string or Uri.")]
    [InlineData(typeof(SecretChoice), "is [Secret] and has choices, which a form would show. Expected one or the other.")]
    public void A_secret_that_cannot_be_one_stops_the_start(Type task, string message) =>
        Assert.EndsWith(message, Assert.Throws<TaskNotUsableException>(() => new TaskDescriptor(task)).Message);

    [Fact]
    public async Task A_secret_that_lost_its_mark_is_refused_and_one_that_got_it_later_is_hidden()
    {
        await using var bench = Bench();
        var secrets = bench.Services.GetRequiredService<SecretArguments>();
        var (marked, unmarked) = (new TaskDescriptor(typeof(Before.Renewal)), new TaskDescriptor(typeof(After.Renewal)));
        var plain = new Dictionary<string, string?> { ["Token"] = Password };
        var run = new Run { Id = 1, Task = "Renewal", Status = RunStatus.Paused, Token = Guid.Empty, CreatedAt = default, Arguments = secrets.Protect(marked, plain) };

        var refusal = Assert.Throws<InvalidArgumentsException>(() => secrets.Reveal(unmarked, run));
        Assert.Contains("Token: it was [Secret] when the run was started", refusal.Message);
        Assert.Equal(Dots, SecretArguments.Hide(run, unmarked).Arguments["Token"]);
        Assert.Equal(Dots, SecretArguments.Hide(run, null).Arguments["Token"]);

        var older = run with { Arguments = plain };
        Assert.Equal(Password, secrets.Reveal(marked, older)["Token"]);
        Assert.Equal(Dots, SecretArguments.Hide(older, marked).Arguments["Token"]);
    }

    private sealed class SecretNumber : Doing
    {
        [Secret]
        public int Pin { get; set; }
    }

    private sealed class SecretChoice : Doing
    {
        [Secret, AllowedValues("a", "b")]
        public string? Letter { get; set; }
    }

    private static class Before
    {
        public sealed class Renewal : Doing
        {
            [Secret]
            public string? Token { get; set; }
        }
    }

    private static class After
    {
        public sealed class Renewal : Doing
        {
            public string? Token { get; set; }
        }
    }
}
