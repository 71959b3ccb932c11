namespace MaintenanceTasks.Dashboard;

/// <summary>What happens when a run is started, told before somebody does it.</summary>
internal static class StartSentences
{
    public static IEnumerable<string> Of(StartForm form)
    {
        yield return $"A run of {form.Task.Name} is made with the values above, and a worker takes it as soon as one is free.";
        if (form.Task.TakesFile) yield return "The file is uploaded first and kept with the run; nothing begins before all of it has arrived.";
        yield return form.Delivery switch
        {
            DeliveryMode.Transactional => "It changes the database of this application, page by page; each page is kept together with the position.",
            DeliveryMode.PerItem => "It acts outside the database, item by item; what has been sent cannot be taken back by cancelling.",
            DeliveryMode.ProgressRow => "It changes another database than that of its runs, page by page; each page is kept there together with the position.",
            _ => "It works item by item; after a crash some of the last items may be done again.",
        };
        if (!form.Task.AllowsConcurrentRuns) yield return "A second run with the same values is refused while this one is active.";
        yield return "It can be paused, resumed and cancelled at any time. What it has done stays done.";
    }
}
