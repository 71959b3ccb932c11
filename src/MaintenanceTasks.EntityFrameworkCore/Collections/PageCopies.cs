namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The entities of a page as they were read. They tell that a page was left alone in a fraction of the time the tracker takes to look through it.
/// </summary>
internal abstract class PageCopies
{
    /// <summary>True to take copies of the pages to come: after a page that was left alone. Where pages are changed they would be in vain.</summary>
    public bool AreWanted { get; set; }

    /// <summary>True when certainly nothing has changed since the page was read; false when something may have.</summary>
    public abstract bool AreLikeThePage();
}
