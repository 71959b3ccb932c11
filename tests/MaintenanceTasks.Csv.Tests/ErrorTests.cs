using System.Text;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Csv.Tests;

public sealed class ErrorTests
{
    private readonly Sink _sink = new();

    [Theory]
    [InlineData("Id,Name\n1,a\n", "posts.csv, line 1: expected the columns 'Title', 'Score' in the header, found 'Id', 'Name'.", 0)]
    [InlineData("Id,Title,Score\n1,a,1\n2,b\n", "Item row 2, line 3: posts.csv, line 3: expected 3 fields, found 2.", 1)]
    [InlineData("Id,Title,Score\n1,\"a\nb\",1\n\ntwo,b,1\n", "Item row 2, line 5: posts.csv, line 5: Id: expected Int32, found 'two'.", 1)]
    [InlineData("Id,Title,Score\n1,a,1\n2,b \"c\" d,1\n", "posts.csv, line 3: the column 'Title' has a quote in the midst of a field that is not quoted.", 1)]
    [InlineData("Id,Ti\"tle,Score\n1,a,1\n", "posts.csv, line 1: a field that is not quoted has a quote in its midst.", 0)]
    public async Task What_is_wrong_is_said_with_the_line_and_the_rows_before_are_kept(string text, string message, int kept)
    {
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of(text)).RunAsync();
        Assert.Equal(RunStatus.Errored, result.Status);
        Assert.Equal(message, result.Error!.Message);
        Assert.Equal((kept, (long)kept), (_sink.Lines.Count, result.Ticks));
    }

    [Fact]
    [Ancestor("C177", Better = "the run stops at the row, with line and byte, and keeps its position")]
    public async Task A_wrong_encoding_is_said_with_line_and_byte()
    {
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of("Id,Title,Score\n1,a,1\n2,Köln,1\n3,c,1\n", Encoding.Latin1)).RunAsync();
        Assert.Equal(RunStatus.Errored, result.Status);
        Assert.StartsWith("posts.csv, line 3: the bytes at 24 are not valid utf-8.", result.Error!.Message);
        Assert.Equal(["1|a|1"], _sink.Lines);
    }

    [Fact]
    public async Task A_wrong_encoding_far_into_the_file_leaves_the_rows_before_it_done()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Inputs.Posts(5000)), .. "5001,K"u8, 0xF6, .. "ln,1\n"u8];
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of(bytes)).RunAsync();
        Assert.StartsWith("posts.csv, line 5002: ", result.Error!.Message);
        Assert.Equal(5000, result.Ticks);
    }

    [Fact]
    public async Task A_row_that_its_task_cannot_take_is_named_by_row_and_line()
    {
        var result = await TaskTest.For<ImportPosts>(_sink).With(task => task.FailAt = 3).StartedWith(Inputs.Of(Inputs.Posts(5))).RunAsync();
        Assert.Equal((RunStatus.Errored, 2L, "row 3, line 4"), (result.Status, result.Ticks, result.Error!.Item));
    }

    [Fact]
    public async Task What_a_setter_refuses_is_said_in_its_words()
    {
        var result = await TaskTest.For<ImportGuarded>(_sink).StartedWith(Inputs.Of("Id\n1\n2\n-3\n4\n")).RunAsync();
        Assert.Equal((RunStatus.Errored, "posts.csv, line 4: An id is positive, found -3."), (result.Status, result.Error!.Message));
        Assert.Equal(["1", "2"], _sink.Lines);
    }

    [Fact]
    public async Task The_rows_of_a_batch_before_a_wrong_one_are_a_batch()
    {
        var result = await TaskTest.For<ImportInBatches>(_sink, new BatchOf(3)).StartedWith(Inputs.Of(Inputs.Posts(4) + "five,x,1\n")).RunAsync();
        Assert.Equal((RunStatus.Errored, 4L), (result.Status, result.Ticks));
        Assert.Equal(["1 2 3", "4"], _sink.Lines);
        Assert.StartsWith("Item row 5, line 6: posts.csv, line 6: ", result.Error!.Message);
    }

    [Fact]
    public async Task Short_rows_are_taken_where_the_task_says_so()
    {
        await TaskTest.For<ImportFields>(_sink, new CsvOptions { AllowShortRows = true }).StartedWith(Inputs.Of("a,b\n1\n2,x\n")).RunAsync();
        Assert.Equal(["1", "2|x"], _sink.Lines);
    }

    [Fact]
    [Survives("S11")]
    public async Task A_quote_that_is_not_closed_takes_no_more_than_the_limit_into_memory()
    {
        var text = "a,b\n1,x\n2,\"y\n" + new string('z', 100_000);
        var result = await TaskTest.For<ImportFields>(_sink, new CsvOptions { MaxFieldLength = 50_000 }).StartedWith(Inputs.Of(text)).RunAsync();
        Assert.Equal("posts.csv, line 3: expected at most 50000 characters in a field, found more. Is a quote not closed?", result.Error!.Message);
        Assert.Equal(["1|x"], _sink.Lines);
    }

    [Fact]
    [Ancestor("C180", "C235")]
    public void A_task_says_whether_it_takes_a_file()
    {
        var catalog = new TaskCatalog([typeof(ImportPosts), typeof(ImportInBatches), typeof(ImportItems), typeof(Plain)]);
        Assert.Equal(["ImportInBatches", "ImportItems", "ImportPosts"], catalog.Tasks.Where(task => task.TakesFile).Select(task => task.Name));
        Assert.Null(catalog.Find("Deleted"));
    }

    [Fact]
    [Ancestor("C012", "C015")]
    public async Task A_task_with_a_file_needs_one()
    {
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => TaskTest.For<ImportPosts>(_sink).RunAsync());
        Assert.Contains("works on a file and none was given", refusal.Message);
    }

    [Fact]
    [Ancestor("C011", "C016")]
    public async Task A_task_without_a_file_refuses_one()
    {
        var refusal = await Assert.ThrowsAsync<InvalidArgumentsException>(() => TaskTest.For<Plain>(_sink).StartedWith(Inputs.Of("a")).RunAsync());
        Assert.Contains("takes no file, found 'posts.csv'", refusal.Message);
        Assert.Empty(_sink.Lines);
    }

    [Theory]
    [Ancestor("C357", Better = "the options are checked when a run is started; what is read is always a CSV reader")]
    [InlineData("", 0, "Delimiter")]
    [InlineData("\"", 0, "CSV options")]
    [InlineData(",", -1, "SkipLines")]
    public async Task Options_that_cannot_work_are_refused_at_start(string delimiter, int skip, string part)
    {
        var options = new CsvOptions { Delimiter = delimiter, SkipLines = skip };
        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => TaskTest.For<ImportFields>(_sink, options).StartedWith(Inputs.Of("a")).RunAsync());
        Assert.Contains(part, refusal.Message);
    }

    [Fact]
    public async Task A_batch_size_that_is_none_is_refused_at_start() => Assert.Contains(
        "at least 1, found 0",
        (await Assert.ThrowsAsync<TaskNotUsableException>(() => TaskTest.For<ImportInBatches>(_sink, new BatchOf(0)).StartedWith(Inputs.Of("a")).RunAsync())).Message);
}
