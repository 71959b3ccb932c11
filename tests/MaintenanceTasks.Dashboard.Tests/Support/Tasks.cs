using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Holds the tasks of a test until it lets them go on, one permit an item.</summary>
public sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _permits = new(0);

    /// <summary>True to let every item fail that passes.</summary>
    public bool IsBroken { get; set; }

    public void Open(int items = 1) => _permits.Release(items);

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        await _permits.WaitAsync(cancellationToken);
        if (IsBroken) throw new InvalidOperationException("The gate is broken.");
    }

    public void Dispose() => _permits.Dispose();
}

[OutsideEffects] // a checkpoint after each item, so that each item can be seen
[Description("Sets the slug of every post.")]
public sealed class Backfill(Gate gate) : ListTask<int>
{
    public string Prefix { get; set; } = "";

    public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, 10)];

    public override Task ProcessAsync(int item, CancellationToken cancellationToken) => gate.PassAsync(cancellationToken);
}

[AllowConcurrentRuns]
public sealed class Quick : OneOffTask
{
    public override void Process()
    {
    }
}

public enum Speed
{
    Careful,
    Fast,
}

[OutsideEffects]
public sealed class EveryParameter : OneOffTask
{
    [Required]
    public string Title { get; set; } = "";

    [Range(1, 10)]
    [Description("How often.")]
    public int Count { get; set; } = 3;

    public decimal Price { get; set; } = 1.5m;

    public bool DryRun { get; set; } = true;

    public DateOnly? Day { get; set; }

    public TimeOnly At { get; set; } = new(8, 30);

    public DateTime From { get; set; } = new(2026, 1, 2, 3, 4, 5);

    public required Speed Speed { get; set; }

    public override void Process()
    {
    }
}

/// <summary>Says hostile things wherever a task can say anything.</summary>
[TaskName("<script>alert('name')</script>")]
[Description("<script>alert('description')</script>")]
public sealed class Hostile : ListTask<string>
{
    public string Argument { get; set; } = "";

    public override IReadOnlyList<string> Collection() => ["<script>alert('item')</script>", "last"];

    public override void Process(string item)
    {
        if (item == "last") throw new InvalidOperationException("<script>alert('message')</script>");
        Run.Note("<script>alert('note')</script>");
        Run.Skip("<script>alert('reason')</script>");
    }
}

/// <summary>Refuses to be started.</summary>
public sealed class Vetoed : OneOffTask, IValidatableObject
{
    public string Reason { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [new ValidationResult("Not on a Friday.")];

    public override void Process()
    {
    }
}

public sealed class Holds : ListTask<int>
{
    public override IReadOnlyList<int> Collection() => [1, 2];

    public override void Process(int item) => throw Run.Hold(TimeSpan.FromHours(1), "the CRM answered 429");
}

/// <summary>A task over the lines of a file.</summary>
[Description("Reads a file.")]
public sealed class ReadLines(CurrentRunFile input) : SourceTask<string, int>, IFileTask
{
    public string Prefix { get; set; } = "";

    [Range(1, 10)]
    public int Count { get; set; } = 1;

    string IFileTask.FileExtension => ".txt";

    IRowCounter? IFileTask.CountRows() => null;

    public override async IAsyncEnumerable<(string Item, int After)> Collection(int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = await input.FindAsync(cancellationToken);
        using var reader = new StreamReader(input.Open(file));
        for (var line = 1; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (line > after) yield return (text, line);
        }
    }

    public override void Process(string item) => Run.Note(item);
}

/// <summary>A task nobody can construct: nothing provides its service.</summary>
public sealed class Unconstructible(IComparer<Guid> missing) : OneOffTask
{
    public override void Process() => missing.Compare(Guid.Empty, Guid.Empty);
}
