using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Cli.Tests;

public sealed class SchemaVerbTests
{
    [Theory]
    [InlineData("schema")]
    [InlineData("schema", "--sql")]
    public async Task The_tables_of_the_store_are_printed(params string[] words)
    {
        using var cli = new Cli(services => services.AddScoped<IStoreSchema, OneTable>());

        var answer = await cli.CallAsync(words);

        Assert.Equal((0, "CREATE TABLE runs (id bigint);", ""), (answer.Code, answer.Out, answer.Error));
    }

    [Fact]
    public async Task A_store_without_tables_is_named()
    {
        using var cli = new Cli();

        var answer = await cli.CallAsync("schema", "--sql");

        Assert.Equal((1, ""), (answer.Code, answer.Out));
        Assert.Equal(
            "Expected a store with tables, found InMemoryRunStore, which cannot write its schema down. The Entity Framework Core store can: "
            + ".UseEntityFrameworkCore<YourContext>().",
            answer.Error);
    }

    private sealed class OneTable : IStoreSchema
    {
        public string CreateScript() => "CREATE TABLE runs (id bigint);\n";
    }
}
