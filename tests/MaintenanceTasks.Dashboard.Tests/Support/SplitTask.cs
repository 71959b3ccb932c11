using System.ComponentModel;

namespace MaintenanceTasks.Dashboard.Tests;

public abstract class AsyncOneOff : OneOffTask
{
    public override async Task ProcessAsync(CancellationToken cancellationToken) => await Task.Yield();
}

/// <summary>Has no method of its own.</summary>
public sealed class InheritingTask : AsyncOneOff;

/// <summary>The part a person wrote.</summary>
[Description("In two parts; this text has braces } and a semicolon ;")]
public sealed partial class SplitTask : OneOffTask
{
    public override async Task ProcessAsync(CancellationToken cancellationToken) => await Task.Delay(Pause, cancellationToken);
}

public sealed class NotPartOfIt;
