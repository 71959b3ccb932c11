using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>Files on the command line.</summary>
public sealed class FileTests : IDisposable
{
    private readonly Cli _cli = new(services => services.AddMaintenanceTasks().AddTask<ReadFile>());
    private readonly string _folder = Directory.CreateTempSubdirectory("mt-cli-").FullName;

    public void Dispose()
    {
        _cli.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Ancestor("C278")]
    public async Task A_file_named_on_the_command_line_is_what_the_run_works_on()
    {
        var path = Path.Combine(_folder, "posts.csv");
        await File.WriteAllTextAsync(path, "1,ä");

        var answer = await _cli.CallAsync("perform", "ReadFile", "--csv", path, "--wait");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains(await _cli.Runner.EventsAsync(1), happened => happened.Text == "posts.csv: 1,ä");
    }

    [Fact]
    [Ancestor("C279", Better = "a dash names standard input, so that a forgotten file name is not taken for it")]
    public async Task Standard_input_is_a_file_too()
    {
        await using var child = Child.StartWithInput("1,a", "perform", "ReadFile", "--csv", "-", "--wait");

        Assert.Equal(0, await child.ExitAsync());
        Assert.Contains("standard input: 1,a", child.Error);
    }

    [Fact]
    [Ancestor("C280")]
    public async Task A_file_that_is_not_there_is_bad_usage()
    {
        var answer = await _cli.CallAsync("perform", "ReadFile", "--csv", Path.Combine(_folder, "none.csv"));

        Assert.Equal(2, answer.Code);
        Assert.StartsWith("Expected a file to read at ", answer.Error);
        Assert.Empty(await _cli.Runner.ListAsync());
    }

    [Fact]
    [Ancestor("C012")]
    public async Task A_task_that_takes_a_file_is_refused_without_one()
    {
        var answer = await _cli.CallAsync("perform", "ReadFile");

        Assert.Equal(2, answer.Code);
        Assert.Contains("--csv", answer.Error);
        Assert.Empty(await _cli.Runner.ListAsync());
    }

    [Fact]
    [Ancestor("C011")]
    public async Task A_task_that_takes_no_file_refuses_one()
    {
        var path = Path.Combine(_folder, "posts.csv");
        await File.WriteAllTextAsync(path, "1");

        var answer = await _cli.CallAsync("perform", "WarmCaches", "--csv", path);

        Assert.Equal(2, answer.Code);
        Assert.Contains("takes no file, found 'posts.csv'", answer.Error);
        Assert.Empty(await _cli.Runner.ListAsync());
    }
}
