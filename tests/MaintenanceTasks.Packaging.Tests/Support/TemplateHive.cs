namespace MaintenanceTasks.Packaging.Tests;

/// <summary>Tests that use the hive of templates, one after the other: <c>dotnet new</c> rewrites its cache there.</summary>
[CollectionDefinition(Name)]
public sealed class TemplateHive
{
    public const string Name = "template hive";
}
