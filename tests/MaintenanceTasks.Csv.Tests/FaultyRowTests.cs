using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Rows that cannot be taken, where the task says that it goes on after them.</summary>
public sealed class FaultyRowTests
{
    private const string Header = "Id,Title,Score\n";
    private readonly Sink _sink = new();

    [Fact]
    public async Task A_short_row_and_a_field_of_another_type_are_recorded_and_the_others_done()
    {
        var result = await TaskTest.For<ImportGoodPosts>(_sink).StartedWith(Inputs.Of(Header + "1,a,1\n2,b\n3,c,3\nfour,d,4\n5,e,5\n")).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 5L), (result.Status, result.Ticks));
        Assert.Equal(["1", "3", "5"], _sink.Lines);
        Assert.Equal(
            [("row 2, line 3", "posts.csv, line 3: expected 3 fields, found 2."), ("row 4, line 5", "posts.csv, line 5: Id: expected Int32, found 'four'.")],
            result.Skipped.Select(item => (item.Item, item.Reason)));
    }

    [Fact]
    public async Task A_faulty_row_ends_its_batch_and_is_recorded_by_itself()
    {
        var result = await TaskTest.For<ImportGoodBatches>(_sink).StartedWith(Inputs.Of(Header + "1,a,1\n2,b\n3,c,3\n4,d,4\n5,e,x\n6,f\n")).InterruptAfter(2).RunAsync();
        Assert.Equal((RunStatus.Succeeded, 6L), (result.Status, result.Ticks));
        Assert.Equal(["1", "3 4"], _sink.Lines);
        Assert.Equal(["row 2, line 3", "row 5, line 6", "row 6, line 7"], result.Skipped.Select(item => item.Item));
    }

    [Fact]
    public async Task Without_such_a_word_the_run_stops_before_the_row_and_names_it()
    {
        var result = await TaskTest.For<ImportPosts>(_sink).StartedWith(Inputs.Of(Header + "1,a,1\n2,b\n3,c,3\n")).RunAsync();
        Assert.Equal((RunStatus.Errored, 1L, "row 2, line 3"), (result.Status, result.Ticks, result.Error!.Item));
        Assert.Equal(["1|a|1"], _sink.Lines);
    }

    [Theory]
    [InlineData("1,a,1\n2,\"b\n3,c,3\n", "line 3: expected 3 fields, found 2.")]
    [InlineData("1,a,1\n2,\"b\" c,2\n3,d,3\n", "line 3: the column 'Title' has a quote")]
    public async Task What_leaves_open_where_the_next_row_begins_stops_the_run_all_the_same(string rows, string message)
    {
        var result = await TaskTest.For<ImportGoodPosts>(_sink).StartedWith(Inputs.Of(Header + rows)).RunAsync();
        Assert.Equal((RunStatus.Errored, 1L), (result.Status, result.Ticks));
        Assert.StartsWith("posts.csv, " + message, result.Error!.Message);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task In_the_database_of_the_runs_the_good_rows_around_are_imported_once(string kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var text = Header + string.Concat(Enumerable.Range(1, 2000).Select(id => id % 100 == 0 ? $"{id},short\n" : $"{id},a,1\n"));
        var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportGoodItems>(options: Inputs.Of(text))).Id);
        Assert.Equal((RunStatus.Succeeded, 2000L, 20L), (run.Status, run.Ticks, run.Skipped));
        Assert.Equal(Enumerable.Range(1, 2000).Where(id => id % 100 != 0), await shop.CodesAsync());
        Assert.Equal("row 100, line 101", (await shop.Runner.FailedItemsAsync(run.Id))[0].Item);
    }
}
