using Microsoft.Data.Sqlite;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>From an empty folder to a finished run by what the README says, each command and each file as written there.</summary>
public sealed class FirstStepsTests(Packages packages)
{
    internal const string Section = "From nothing to a finished run";
    private readonly string _hive = packages.EmptyHive();

    [Fact]
    [Ancestor("C292", Better = "three lines in Program.cs and one in the model, where a generator would edit files")]
    public async Task The_steps_of_the_README_lead_to_a_finished_run()
    {
        var steps = FencedBlock.Of("README.md").Where(block => block.Section == Section).ToArray();
        Assert.Contains(steps, step => step.Text.Contains("maintenance-tasks perform", StringComparison.Ordinal));

        var folder = packages.EmptyFolder();
        var last = "";
        foreach (var step in steps)
        {
            if (step.File is { } file) await File.WriteAllTextAsync(Existing(folder, file), step.Text);
            else foreach (var line in step.Text.Split('\n')) (folder, last) = await FollowAsync(folder, line);
        }

        Assert.Contains("succeeded", last, StringComparison.Ordinal);
        Assert.Equal(["hello-world", "second-post"], Slugs(Path.Combine(folder, "blog.db")));
        Assert.True(File.Exists(Path.Combine(folder, "../Blog.Tests/Tasks/BackfillSlugsTests.cs")), "Expected the template to have made a test.");

        await using var application = ServedApplication.Start(folder, packages.Environment, Path.Combine("bin", "Debug", "net10.0", "Blog.dll"));
        var page = await application.GetAsync("/maintenance-tasks/tasks/BackfillSlugs");
        Assert.Contains("succeeded", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_steps_name_the_versions_this_repository_uses()
    {
        var line = FencedBlock.Of("README.md").Where(block => block.Section == Section).SelectMany(block => block.Text.Split('\n'))
            .Single(line => line.Contains("Microsoft.EntityFrameworkCore.Sqlite", StringComparison.Ordinal));
        Assert.EndsWith($"--version {Repository.VersionOf("Microsoft.EntityFrameworkCore.Sqlite")}", line, StringComparison.Ordinal);
    }

    private async Task<(string Folder, string Output)> FollowAsync(string folder, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["cd", var into]) return (Path.GetFullPath(Path.Combine(folder, into)), "");
        return (folder, (await packages.RunAsync(_hive, folder, words[0], words[1..])).Succeeded().Output);
    }

    /// <summary>A file in a folder is one the template has made; the README changes it.</summary>
    private static string Existing(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        Assert.True(!file.Contains('/', StringComparison.Ordinal) || File.Exists(path), $"Expected the template to have made {file}.");
        return path;
    }

    private static List<string> Slugs(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Slug FROM Posts ORDER BY Id";
        using var reader = command.ExecuteReader();
        List<string> slugs = [];
        while (reader.Read()) slugs.Add(reader.GetString(0));
        return slugs;
    }
}
