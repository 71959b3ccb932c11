namespace MaintenanceTasks.Packaging.Tests;

/// <summary>The package of templates, installed into a hive of its own by the command a person would use.</summary>
public sealed class InstalledTemplates(Packages packages) : IAsyncLifetime
{
    public string Hive { get; } = packages.EmptyHive();

    public async ValueTask InitializeAsync() =>
        (await packages.RunAsync(Hive, packages.EmptyFolder(), "dotnet", "new", "install", "MaintenanceTasks.Templates")).Succeeded();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
