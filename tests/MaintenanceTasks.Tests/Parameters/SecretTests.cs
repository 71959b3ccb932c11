using System.ComponentModel.DataAnnotations;
using MaintenanceTasks.Testing;
using MaintenanceTasks.Tests.Execution;
using MaintenanceTasks.Tests.Tasks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Secret parameters: the task has them, nobody else sees them.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Password = "correct-horse";
    private const string Dots = "••••••";
    private readonly SignIns _signIns = new();
    private readonly KeySwitch _keys = new();
    private readonly LogLines _logs = new();
    private readonly Overhearing _listener = new();

    public void Dispose() => _logs.Dispose();

    [Fact, Avoids("Q13"), Ancestor("C247", Better = "stored protected, never prefilled, and masked wherever it could be read")]
    public async Task A_secret_is_stored_protected_shown_as_dots_and_given_to_the_task()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync("SignIn", new Dictionary<string, string?> { ["Password"] = Password, ["Server"] = "https://u:pw@example.org/" });

        var stored = (await bench.RunAsync(run.Id)).Arguments;
        Assert.All([stored["Password"], stored["Server"]], text => Assert.StartsWith("maintenance-tasks:secret:", text));
        Run?[] shown =
        [
            run, (await bench.Runner.FindAsync(run.Id))!.Run, (await bench.Runner.ListAsync())[0], (await bench.Runner.LatestAsync())[0],
            await bench.Runner.PauseAsync(run.Id), await bench.Runner.ResumeAsync(run.Id), _listener.Runs[0],
        ];
        Assert.All(shown, seen => Assert.Equal((Dots, Dots), (seen!.Arguments["Password"], seen.Arguments["Server"])));

        await bench.PerformSliceAsync();
        Assert.Equal($"a ada {Password} https://u:pw@example.org/ the-default-secret", _signIns.Seen[0]);
    }

    [Fact]
    public async Task A_secret_set_by_code_is_stored_protected_too()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);
        Assert.Equal(Dots, run.Arguments["Password"]);
        Assert.DoesNotContain(Password, (await bench.RunAsync(run.Id)).Arguments["Password"]);
        await bench.PerformSliceAsync();
        Assert.Contains(Password, _signIns.Seen[0]);
    }

    [Fact]
    public async Task An_error_that_tells_the_secret_is_masked_wherever_it_goes()
    {
        _signIns.On = (item, task) =>
        {
            if (item == "b") throw new InvalidOperationException($"401 for {task.Password}", new FormatException($"{task.Fallback}?"));
        };
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);

        await bench.PerformSliceAsync();

        var error = (await bench.RunAsync(run.Id)).Error!;
        Assert.Equal(("System.InvalidOperationException", $"Item 1: 401 for {Dots}"), (error.Type, error.Message));
        Assert.Contains($"System.FormatException: {Dots}?", error.StackTrace);
        Assert.Contains("SignIn.Process", error.StackTrace);
        var told = Assert.IsType<MaskedException>(Assert.Single(_listener.Failures));
        Assert.Equal(("System.InvalidOperationException", $"401 for {Dots}"), (told.OriginalType, told.Message));
        Assert.Contains(_logs.Lines, line => line.Contains($"401 for {Dots}", StringComparison.Ordinal));
        Assert.Contains(_logs.Lines, line => line.Contains($"the callback knows {Dots}", StringComparison.Ordinal));
        await NowhereAsync(bench, run.Id);
    }

    [Fact]
    public async Task An_error_the_run_goes_on_after_is_masked_and_still_known_by_its_type()
    {
        _signIns.On = (_, task) => throw new TimeoutException($"no answer to {task.Password}");
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
        var failed = await bench.Runner.FailedItemsAsync(run.Id);
        Assert.Equal(3, failed.Count);
        Assert.All(failed, item => Assert.Equal(("System.TimeoutException", $"no answer to {Dots}"), (item.ErrorType, item.Reason)));
        await NowhereAsync(bench, run.Id);
    }

    [Fact]
    public async Task What_the_task_says_of_the_run_is_masked()
    {
        _signIns.On = (item, task) =>
        {
            task.Run.Note($"noted {task.Password}");
            if (item == "a") task.Run.Skip($"skipped {task.Password}");
            else throw task.Run.Hold(TimeSpan.FromHours(1), $"held {task.Password}");
        };
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);

        await bench.PerformSliceAsync();

        Assert.Equal($"held {Dots}", (await bench.RunAsync(run.Id)).HeldReason);
        Assert.Equal($"skipped {Dots}", Assert.Single(await bench.Runner.FailedItemsAsync(run.Id)).Reason);
        Assert.Contains(await bench.Runner.EventsAsync(run.Id), happened => happened.Text == $"noted {Dots}");
        await NowhereAsync(bench, run.Id);
    }

    [Fact]
    public async Task A_secret_of_another_key_ring_stops_the_run_with_its_position_kept_and_names_the_key_ring()
    {
        _signIns.On = (item, _) => throw (item == "b" ? new InvalidOperationException("once") : new TimeoutException());
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);
        await bench.PerformSliceAsync();
        var cursor = (await bench.PartitionAsync(run.Id)).Cursor;
        Assert.NotNull(cursor);
        var (own, other) = (_keys.Keys, new InMemoryKeys());

        _keys.Keys = other;
        await bench.Runner.ResumeAsync(run.Id);
        await bench.PerformSliceAsync();

        var stopped = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, typeof(SecretUnreadableException).FullName), (stopped.Status, stopped.Error!.Type));
        Assert.StartsWith($"The secret parameter Password of run {run.Id} of SignIn cannot be read", stopped.Error.Message);
        Assert.Contains("key ring of data protection", stopped.Error.Message);
        Assert.Equal(cursor, (await bench.PartitionAsync(run.Id)).Cursor);

        _keys.Keys = own;
        _signIns.On = (_, _) => { };
        await bench.Runner.ResumeAsync(run.Id);
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Succeeded, 3L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
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

    [Theory]
    [InlineData("Password", "", "a value is required: text.")]
    [InlineData("Password", Dots, "expected the secret itself, found the dots that are shown instead of it.")]
    [InlineData("Password", "maintenance-tasks:secret:x", "expected a value that does not begin with maintenance-tasks:secret:, found one that does.")]
    [InlineData("Server", Password, "expected an address such as https://example.org/path, found a text that is not shown.")]
    [InlineData("User", "nobody", "nobody cannot sign in with ••••••.")]
    public async Task A_refusal_does_not_tell_the_secret(string parameter, string value, string error)
    {
        await using var bench = Bench();
        var arguments = new Dictionary<string, string?> { ["Password"] = Password, [parameter] = value };
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => bench.Runner.StartAsync("SignIn", arguments));
        Assert.Equal(error, refusal.Errors[parameter]);
        Assert.DoesNotContain(Password, refusal.ToString());
    }

    [Fact]
    public async Task Code_of_the_task_that_fails_at_the_start_does_not_tell_it_either()
    {
        await using var bench = Bench();
        var failure = await Assert.ThrowsAsync<MaskedException>(() => bench.Runner.StartAsync<Rash>(task => task.Token = Password));
        Assert.Equal(("System.NotSupportedException", $"{Dots} is no token"), (failure.OriginalType, failure.Message));
        Assert.DoesNotContain(Password, failure.ToString());
    }

    [Fact]
    public async Task Defaults_of_secrets_are_not_told()
    {
        await using var bench = Bench();
        Assert.Equal(["User"], (await bench.Runner.DefaultsOfAsync("SignIn")).Keys);
    }

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

    [Fact]
    public async Task A_test_of_a_task_with_secrets_needs_no_keys_of_its_own()
    {
        var result = await TaskTest.For<SignIn>(_signIns).With(task => task.Password = Password).KillAfter(items: 2).RunAsync();
        Assert.Equal((RunStatus.Succeeded, Dots), (result.Status, result.Run.Arguments["Password"]));
        Assert.All(_signIns.Seen, seen => Assert.Contains(Password, seen));
    }

    private async Task NowhereAsync(WorkBench bench, long run)
    {
        string?[] told =
        [
            .. _logs.Lines, .. _listener.Texts, (await bench.RunAsync(run)).ToString(), .. (await bench.RunAsync(run)).Arguments.Values,
            (await bench.RunAsync(run)).Error?.ToString(), .. (await bench.Runner.EventsAsync(run)).Select(happened => happened.ToString()),
            .. (await bench.Runner.FailedItemsAsync(run)).Select(item => item.ToString()),
        ];
        Assert.All(told, text => Assert.DoesNotContain(Password, text ?? "", StringComparison.OrdinalIgnoreCase));
        Assert.All(told, text => Assert.DoesNotContain("the-default-secret", text ?? "", StringComparison.OrdinalIgnoreCase));
    }

    private WorkBench Bench() => new(
        add: services =>
        {
            services.AddSingleton(_signIns).AddSingleton<IDataProtectionProvider>(_keys).AddSingleton<IRunListener>(_listener);
            _logs.AddTo(services);
        },
        tasks: tasks => tasks.AddTask<SignIn>().AddTask<Lookalike>().AddTask<Rash>());

    private sealed class Overhearing : IRunListener
    {
        public List<Run> Runs { get; } = [];

        public List<Exception> Failures { get; } = [];

        public List<string> Texts { get; } = [];

        public Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken)
        {
            Runs.Add(run);
            Texts.AddRange([$"{run} {string.Join(' ', run.Arguments)} {run.Error}", happened.ToString()]);
            return Task.CompletedTask;
        }

        public Task OnItemFailedAsync(Run run, string item, Exception exception, bool continues, CancellationToken cancellationToken)
        {
            Failures.Add(exception);
            Texts.Add($"{item} {exception} {string.Join(' ', run.Arguments)}");
            return Task.CompletedTask;
        }
    }

    private sealed class Lookalike : Doing
    {
        [Secret]
        public string? Content { get; set; }

        public string? SensitiveContent { get; set; }
    }

    private sealed class Rash : Doing, IValidatableObject
    {
        [Secret]
        public string Token { get; set; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => throw new NotSupportedException($"{Token} is no token");
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
