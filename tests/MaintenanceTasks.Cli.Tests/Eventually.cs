using System.Diagnostics;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>Waits for a condition, and fails when it never comes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task Async(Func<bool> condition, string what) => Async(() => Task.FromResult(condition()), what);

    public static async Task Async(Func<Task<bool>> condition, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"Waited {Patience.TotalSeconds} s until {what}.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
