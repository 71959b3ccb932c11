using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Who writes, as the override of an application asks: the person signed in, or in a run the one who started it. Never nobody.</summary>
public sealed class CurrentUser(ICurrentRun run)
{
    private static readonly AsyncLocal<string?> SignedIn = new();

    public string Name => SignedIn.Value ?? (run.Id == 0 ? throw new InvalidOperationException("Nobody is signed in.") : $"{run.StartedBy ?? "nobody"} by {run.Task}");

    public static CurrentUser Of(ShopContext db) => db.GetService<CurrentUser>();

    public static void SignIn(string name) => SignedIn.Value = name;
}
