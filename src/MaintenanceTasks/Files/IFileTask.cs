namespace MaintenanceTasks;

/// <summary>A task whose collection is an input file, given when a run of it is started.</summary>
public interface IFileTask
{
    /// <summary>The extension of files it takes, with the dot: <c>.csv</c>.</summary>
    string FileExtension { get; }

    /// <summary>Makes what counts the rows of a file while it is stored, by the arguments the task has; null when nobody can know.</summary>
    IRowCounter? CountRows();
}
