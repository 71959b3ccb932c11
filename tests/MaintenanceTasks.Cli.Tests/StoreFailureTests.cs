using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Cli.Tests;

public sealed class StoreFailureTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("runs")]
    [InlineData("status", "1")]
    [InlineData("pause", "1")]
    [InlineData("resume", "1")]
    [InlineData("cancel", "1")]
    [InlineData("wait", "1")]
    [InlineData("perform", "WarmCaches")]
    [InlineData("perform", "WarmCaches", "--wait")]
    [Ancestor("C277", Better = "on standard error, and the exit code is 1")]
    [Avoids("Q16")]
    public async Task A_store_that_does_not_answer_is_a_failure_with_one_message(params string[] words)
    {
        using var cli = new Cli(services => services.Replace(ServiceDescriptor.Singleton<IRunStore>(new SilentStore())));

        var answer = await cli.CallAsync(words);

        Assert.Equal((1, "", SilentStore.Message), (answer.Code, answer.Out, answer.Error));
    }

    [Fact]
    public async Task An_unexpected_exception_says_how_to_see_more()
    {
        using var cli = new Cli(services => services.Replace(ServiceDescriptor.Singleton<IRunStore>(new SilentStore(new InvalidCastException("odd")))));

        var brief = await cli.CallAsync("runs");
        var verbose = await cli.CallAsync("runs", "--verbose");

        Assert.Equal((1, "Unexpected InvalidCastException: odd\nAdd --verbose to see the stack trace."), (brief.Code, brief.Error));
        Assert.Equal(1, verbose.Code);
        Assert.StartsWith("System.InvalidCastException: odd\n   at ", verbose.Error);
    }

    [Fact]
    public async Task A_store_that_falls_silent_while_a_run_is_followed_is_waited_for_and_then_given_up()
    {
        var store = new SilentStore();
        using var cli = new Cli(services => services.Replace(ServiceDescriptor.Singleton<IRunStore>(provider =>
            store.Over(provider.GetRequiredService<MaintenanceTasks.Testing.InMemoryRunStore>()))))
        {
            Times = new FollowTimes { LookInterval = TimeSpan.FromMilliseconds(10), StorePatience = TimeSpan.FromMilliseconds(300) },
        };
        await cli.Runner.StartAsync("MarkNumbers");
        var following = cli.CallAsync("wait", "1");
        await Eventually.Async(() => store.Reads > 3, "the run is followed");

        store.FallSilent();
        var answer = await following;

        Assert.Equal((1, SilentStore.Message), (answer.Code, answer.Error));
    }
}
