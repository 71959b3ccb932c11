namespace MaintenanceTasks.Tests.Files;

public sealed class RunFileNamesTests
{
    private static readonly DateTime At = new(2026, 11, 23, 12, 5, 42, DateTimeKind.Utc);

    [Theory]
    [InlineData("ImportPosts", "20261123T120542Z_import_posts.csv")]
    [InlineData("ImportCSVRows", "20261123T120542Z_import_csv_rows.csv")]
    [InlineData("Import2Posts", "20261123T120542Z_import2_posts.csv")]
    [InlineData("Blog.Import posts!", "20261123T120542Z_blog_import_posts.csv")]
    public void A_file_is_stored_under_time_and_task(string task, string stored) => Assert.Equal(stored, RunFileNames.Stored(At, task, ".csv"));

    [Fact]
    public void The_longest_task_name_still_makes_a_name_that_fits() =>
        Assert.InRange(RunFileNames.Stored(At, string.Concat(Enumerable.Repeat("Ab", 100)) + string.Concat(Enumerable.Repeat("A1", 100)), ".csv").Length, 1, 400);

    [Theory]
    [InlineData("posts.csv", "posts.csv")]
    [InlineData("/home/ada/posts.csv", "posts.csv")]
    [InlineData("C:\\Users\\ada\\posts.csv", "posts.csv")]
    [InlineData("po\r\nsts\0.csv", "posts.csv")]
    [InlineData("", "")]
    [Survives("S10")]
    public void A_given_name_loses_folders_and_control_characters(string given, string kept) => Assert.Equal(kept, RunFileNames.Given(given));

    [Fact]
    public void A_given_name_is_cut_at_400_characters() => Assert.Equal(400, RunFileNames.Given(new string('x', 5000)).Length);
}
