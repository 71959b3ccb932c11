namespace MaintenanceTasks.EntityFrameworkCore;

internal static class BatchSizes
{
    /// <exception cref="TaskNotUsableException">The size is not from 1 to 1,000,000.</exception>
    public static void Check(int size, string task)
    {
        if (size is < 1 or > 1_000_000) throw new TaskNotUsableException($"The batch size of {task} must be from 1 to 1000000, found {size}.");
    }
}
