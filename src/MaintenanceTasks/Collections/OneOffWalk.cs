namespace MaintenanceTasks;

internal sealed class OneOffWalk(WalkStart start) : CollectionWalk<OneOffItem>
{
    private const string Done = "done";
    private bool _moved = start.Cursor == Done;

    public override OneOffItem Current => default;

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_moved) return new(false);
        _moved = true;
        return new(true);
    }

    public override string CursorAfterCurrent() => Done;

    public override string? CursorBeforeCurrent() => null;

    public override string KeyOfCurrent() => "the single call";
}
