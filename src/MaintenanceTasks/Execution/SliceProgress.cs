namespace MaintenanceTasks;

/// <summary>What a slice carries from one attempt (scope, task instance, walk) to the next.</summary>
internal sealed class SliceProgress(Partition partition)
{
    /// <summary>The position after the last item that is committed, or waits in <see cref="Quiet"/>.</summary>
    public string? Cursor { get; set; } = partition.Cursor;

    /// <summary>Number of the last committed checkpoint.</summary>
    public long Seq { get; set; } = partition.CheckpointSeq;

    /// <summary>What was done after the last checkpoint and left nothing to save.</summary>
    public QuietPages Quiet { get; } = new();

    /// <summary>True to commit each page, whatever it left: a process has died since the last checkpoint, and the next one must know how far it came.</summary>
    public bool KeepsEachPage { get; set; }

    /// <summary>Items committed by this slice.</summary>
    public long Ticks { get; set; }

    /// <summary>True once the task's own start callback has been called.</summary>
    public bool Started { get; set; }

    /// <summary>True once it is noted that the first item of this slice was begun.</summary>
    public bool HasBegun { get; set; }

    /// <summary>The page size found so far; 0 before the first page.</summary>
    public int PageSize { get; set; }

    /// <summary>How many items the last committed page had: what the task does in about a page's time. 0 before the first page.</summary>
    public int LastPage { get; private set; }

    /// <summary>Size of the next page, once; 0 for the usual size.</summary>
    public int NextPage { get; set; }

    /// <summary>So many items after <see cref="NextPage"/> go one by one.</summary>
    public int Singles { get; set; }

    /// <summary>Conflicts on the page at hand.</summary>
    public int Conflicts { get; set; }

    /// <summary>Passing faults on the page at hand since it last grew smaller.</summary>
    public int Faults { get; set; }

    /// <summary>The record of the next item, which failed in a way the run goes on after: it is not processed again. Null for none.</summary>
    public FailedItem? SkipNext { get; set; }

    /// <summary>Keys of a page that is read again after a conflict; what does not come again has vanished.</summary>
    public HashSet<string>? Expected { get; set; }

    /// <summary>True while the next page has a size of its own.</summary>
    public bool IsRedo => NextPage > 0 || Singles > 0;

    /// <summary>A page that an earlier attempt thought lost had been kept, and only its acknowledgement was lost: what comes after it is next.</summary>
    public void GoOnFrom(KeptPosition kept)
    {
        if (kept.Seq <= Seq) return;
        (Cursor, Seq) = (kept.Cursor, kept.Seq);
        Quiet.Kept();
        PageCommitted(LastPage);
    }

    public int SizeOfNextPage(int usual) => NextPage > 0 ? NextPage : Singles > 0 ? 1 : usual;

    public void PageCommitted(int items)
    {
        LastPage = items;
        if (NextPage > 0) NextPage = 0;
        else if (Singles > 0) Singles = Math.Max(0, Singles - items);
        Conflicts = 0;
        Faults = 0;
        Expected = null;
        SkipNext = null;
    }
}
