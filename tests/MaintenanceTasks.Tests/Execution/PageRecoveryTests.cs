namespace MaintenanceTasks.Tests.Execution;

public sealed class PageRecoveryTests
{
    private readonly SliceProgress _progress = new(new Partition { RunId = 1, Number = 0 });

    [Fact]
    public void An_item_alone_in_its_page_is_to_blame() => Assert.Null(Plan(PageFault.Item, done: 0, inHand: true));

    [Fact]
    public void The_items_before_a_failing_one_are_redone_together_and_it_alone()
    {
        Assert.Equal(new SliceOutcome.Redo(TimeSpan.Zero), Plan(PageFault.Item, done: 7, inHand: true));
        Assert.Equal([7, 1, 100], Sizes(7, 1, 100));
    }

    [Fact]
    public void A_page_whose_commit_failed_is_redone_item_by_item()
    {
        Assert.Equal(new SliceOutcome.Redo(TimeSpan.Zero), Plan(PageFault.Item, done: 3, inHand: false));
        Assert.Equal([1, 1, 1, 100], Sizes(1, 1, 1, 100));
    }

    [Fact]
    public void A_conflict_reads_the_page_again_and_remembers_what_it_held()
    {
        Assert.IsType<SliceOutcome.Redo>(Plan(PageFault.Conflict, done: 3, inHand: false, "a", "b", "c", "d"));
        Assert.Equal(["a", "b", "c"], _progress.Expected!.Order());
        Assert.Equal(3, _progress.SizeOfNextPage(100));
    }

    [Fact]
    public void A_conflict_that_comes_again_and_again_is_an_error_of_an_item()
    {
        for (var attempt = 1; attempt <= 5; attempt++) Assert.IsType<SliceOutcome.Redo>(Plan(PageFault.Conflict, done: 1, inHand: false, "a"));
        Assert.Null(Plan(PageFault.Conflict, done: 1, inHand: false, "a"));
    }

    [Fact]
    [Survives("F23", "F24")]
    public void A_passing_fault_halves_the_page()
    {
        Assert.IsType<SliceOutcome.Redo>(Plan(PageFault.Transient, done: 100, inHand: false));
        Assert.Equal(50, _progress.SizeOfNextPage(100));
        Assert.IsType<SliceOutcome.Redo>(Plan(PageFault.Transient, done: 50, inHand: false));
        Assert.Equal(25, _progress.SizeOfNextPage(100));
    }

    [Fact]
    [Survives("F24")]
    public void A_single_item_that_the_database_does_not_take_holds_the_run_and_fails_nothing()
    {
        for (var attempt = 1; attempt <= 5; attempt++) Assert.IsType<SliceOutcome.Redo>(Plan(PageFault.Transient, done: 1, inHand: false));
        var held = Assert.IsType<SliceOutcome.Held>(Plan(PageFault.Transient, done: 1, inHand: false));
        Assert.Equal(PageRecovery.TransientHold, held.Delay);
    }

    [Fact]
    public void A_passing_fault_halves_a_batch_and_holds_the_run_only_when_it_has_one_row()
    {
        Assert.IsType<SliceOutcome.Redo>(PageRecovery.Plan(_progress, PageFault.Transient, done: 0, inHand: true, () => [], ticks: 1000));
        Assert.Equal(500, _progress.SizeOfNextPage(1000));
        for (var attempt = 1; attempt <= 5; attempt++) PageRecovery.Plan(_progress, PageFault.Transient, done: 0, inHand: true, () => [], ticks: 2);
        Assert.Equal(1, _progress.SizeOfNextPage(1000));
        Assert.IsType<SliceOutcome.Held>(PageRecovery.Plan(_progress, PageFault.Transient, done: 0, inHand: true, () => [], ticks: 1));
    }

    [Fact]
    public void A_batch_is_to_blame_as_a_whole() => Assert.Null(PageRecovery.Plan(_progress, PageFault.Item, done: 0, inHand: true, () => [], ticks: 1000));

    [Fact]
    public void A_committed_page_forgets_the_troubles_before_it()
    {
        Plan(PageFault.Conflict, 2, false, "a", "b");
        Plan(PageFault.Transient, 2, false);
        _progress.PageCommitted(1);
        Assert.Equal((0, 0, null), (_progress.Conflicts, _progress.Faults, _progress.Expected));
        Assert.False(_progress.IsRedo);
    }

    private SliceOutcome? Plan(PageFault fault, int done, bool inHand, params string[] keys) => PageRecovery.Plan(_progress, fault, done, inHand, () => keys);

    private IEnumerable<int> Sizes(params int[] committed) => [.. committed.Select(items =>
    {
        var size = _progress.SizeOfNextPage(100);
        _progress.PageCommitted(items);
        return size;
    })];
}
