namespace MaintenanceTasks.Tests.Parameters;

/// <summary>What is said of a run tells none of its secrets.</summary>
public sealed class SecretMaskingTests : SecretTestBase
{
    [Fact]
    public async Task An_error_that_tells_the_secret_is_masked_wherever_it_goes()
    {
        SignIns.On = (item, task) =>
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
        var told = Assert.IsType<MaskedException>(Assert.Single(Listener.Failures));
        Assert.Equal(("System.InvalidOperationException", $"401 for {Dots}"), (told.OriginalType, told.Message));
        Assert.Contains(Logs.Lines, line => line.Contains($"401 for {Dots}", StringComparison.Ordinal));
        Assert.Contains(Logs.Lines, line => line.Contains($"the callback knows {Dots}", StringComparison.Ordinal));
        await NowhereAsync(bench, run.Id);
    }

    [Fact]
    public async Task An_error_the_run_goes_on_after_is_masked_and_still_known_by_its_type()
    {
        SignIns.On = (_, task) => throw new TimeoutException($"no answer to {task.Password}");
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
        SignIns.On = (item, task) =>
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
    public async Task The_reason_for_which_a_task_cancels_its_run_is_masked()
    {
        SignIns.On = (_, task) => throw task.Run.Cancel($"cancelled for {task.Password}");
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<SignIn>(task => task.Password = Password);

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Cancelled, (await bench.RunAsync(run.Id)).Status);
        Assert.Contains(await bench.Runner.EventsAsync(run.Id), happened => happened.Text?.Contains($"cancelled for {Dots}", StringComparison.Ordinal) == true);
        await NowhereAsync(bench, run.Id);
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
}
