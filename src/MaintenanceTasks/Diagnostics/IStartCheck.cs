namespace MaintenanceTasks;

/// <summary>Something that must be right in code before the application starts. Registered in DI; run by the host and the CLI.</summary>
public interface IStartCheck
{
    /// <summary>Checks. Touches no database.</summary>
    /// <exception cref="TaskNotUsableException">What is wrong, and what to do.</exception>
    void Check();
}
