using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Files of runs in a folder, beside runs in a database.</summary>
public sealed class FileFolderTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void The_folder_is_chosen_whichever_call_comes_first(bool folderFirst)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddDbContext<ShopContext>(options => options.UseSqlite("Data Source=:memory:"));
        var builder = services.AddMaintenanceTasks();
        if (folderFirst) builder.UseFileFolder("files");
        builder.UseEntityFrameworkCore<ShopContext>();
        if (!folderFirst) builder.UseFileFolder("files");
        using var provider = services.BuildServiceProvider();
        Assert.IsType<FolderRunFiles>(provider.GetRequiredService<IRunFiles>());
    }

    [Theory, InlineData(""), InlineData(" ")]
    public void A_folder_without_a_name_is_refused(string folder) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddMaintenanceTasks().UseFileFolder(folder));

    [Fact]
    public async Task An_import_from_the_folder_commits_rows_and_position_together()
    {
        var folder = Directory.CreateTempSubdirectory("mt-folder-");
        try
        {
            await using var shop = await Shop.OpenAsync(files: folder.FullName);
            var run = await shop.WorkAsync((await shop.Runner.StartAsync<ImportItems>(options: Inputs.Of(Inputs.Posts(2500)))).Id);
            Assert.Equal((RunStatus.Succeeded, 2500L), (run.Status, run.Ticks));
            Assert.Equal(Enumerable.Range(1, 2500), await shop.CodesAsync());
            Assert.Equal((run.Id, 2500L), ((await shop.Runner.FindFileAsync(run.Id))!.RunId, (await shop.Runner.FindFileAsync(run.Id))!.Rows));
            Assert.Single(folder.GetDirectories());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
