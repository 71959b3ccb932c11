using MaintenanceTasks.Testing;
using MaintenanceTasks.Tests.Execution;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>An engine with tasks that have secrets, whose every word is heard.</summary>
public abstract class SecretTestBase : IDisposable
{
    private protected const string Password = "correct-horse";
    private protected const string Dots = "••••••";

    private protected SignIns SignIns { get; } = new();

    private protected KeySwitch Keys { get; } = new();

    private protected LogLines Logs { get; } = new();

    private protected Overhearing Listener { get; } = new();

    public void Dispose()
    {
        Logs.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task NowhereAsync(WorkBench bench, long run)
    {
        string?[] told =
        [
            .. Logs.Lines, .. Listener.Texts, (await bench.RunAsync(run)).ToString(), .. (await bench.RunAsync(run)).Arguments.Values,
            (await bench.RunAsync(run)).Error?.ToString(), .. (await bench.Runner.EventsAsync(run)).Select(happened => happened.ToString()),
            .. (await bench.Runner.FailedItemsAsync(run)).Select(item => item.ToString()),
        ];
        Assert.All(told, text => Assert.DoesNotContain(Password, text ?? "", StringComparison.OrdinalIgnoreCase));
        Assert.All(told, text => Assert.DoesNotContain("the-default-secret", text ?? "", StringComparison.OrdinalIgnoreCase));
    }

    private protected WorkBench Bench(TimeProvider? time = null, InMemoryRunStore? store = null, KeySwitch? keys = null) => new(
        time: time,
        add: services =>
        {
            services.AddSingleton(SignIns).AddSingleton<IDataProtectionProvider>(keys ?? Keys).AddSingleton<IRunListener>(Listener);
            if (store is not null) services.AddSingleton(store);
            Logs.AddTo(services);
        },
        tasks: tasks => tasks.AddTask<SignIn>().AddTask<Lookalike>().AddTask<Rash>());
}
