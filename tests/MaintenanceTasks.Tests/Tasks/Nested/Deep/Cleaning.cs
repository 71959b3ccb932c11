namespace MaintenanceTasks.Tests.Tasks.Nested.Deep;

/// <summary>A task in a namespace below that of the others.</summary>
internal sealed class Cleaning : Doing;
