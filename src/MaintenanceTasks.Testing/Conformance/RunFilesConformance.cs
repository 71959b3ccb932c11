namespace MaintenanceTasks.Testing;

/// <summary>What every <see cref="IRunFiles"/> has to do, as cases to run one by one, like <see cref="RunStoreConformance"/>.</summary>
public static class RunFilesConformance
{
    private static readonly ConformanceCases<FilesBench> Suite = new(typeof(FileCases));

    /// <summary>The names of the cases: sentences about a file store.</summary>
    public static IReadOnlyList<string> Cases => Suite.Names;

    /// <summary>Runs one case.</summary>
    /// <param name="name">One of <see cref="Cases"/>.</param>
    /// <param name="files">A file store without files, for this case alone.</param>
    /// <exception cref="ConformanceException">The file store does not do what the case says.</exception>
    /// <exception cref="ArgumentException">There is no such case.</exception>
    public static Task RunAsync(string name, IRunFiles files) => Suite.RunAsync(name, new FilesBench(files));
}
