namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

/// <summary>Texts that somebody has reviewed, in the folder <c>SqlServer/Approved</c>; <c>MT_WRITE_DOCS=1</c> writes them anew.</summary>
internal static class Approved
{
    private static readonly string[] Project = ["tests", "MaintenanceTasks.EntityFrameworkCore.Tests"];

    public static void Verify(string name, string text)
    {
        var file = Path.Combine([Root(), .. Project, "SqlServer", "Approved", name]);
        if (Environment.GetEnvironmentVariable("MT_WRITE_DOCS") == "1") File.WriteAllText(file, text);
        Assert.True(File.Exists(file), $"There is no approved text {file}. Review what MT_WRITE_DOCS=1 writes.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MaintenanceTasks.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"Expected MaintenanceTasks.slnx in a folder above {AppContext.BaseDirectory}.");
    }
}
