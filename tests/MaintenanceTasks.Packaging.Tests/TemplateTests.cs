using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>What the templates write: names, namespaces, folders; and that it compiles, fails until it is filled in, and works then.</summary>
public sealed class TemplateTests(Packages packages, InstalledTemplates templates) : IClassFixture<InstalledTemplates>
{
    private const string Application =
        """
        namespace Shop.Data;

        public sealed class Post
        {
            public int Id { get; set; }

            public bool Done { get; set; }
        }

        public sealed class ShopContext(Microsoft.EntityFrameworkCore.DbContextOptions<ShopContext> options) : Microsoft.EntityFrameworkCore.DbContext(options)
        {
            public Microsoft.EntityFrameworkCore.DbSet<Post> Posts => Set<Post>();
        }
        """;

    private const string AddRows = "db.AddRange(new Shop.Data.Post(), new Shop.Data.Post(), new Shop.Data.Post());";
    private static readonly Type[] Marks = [typeof(FactAttribute), typeof(NUnit.Framework.TestAttribute), typeof(Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute)];
    private static readonly string[] Entity = ["--context", "Data.ShopContext", "--entity", "Data.Post"];

    [Fact]
    [Ancestor("C283", Better = "the engine counts; a skeleton of a count would turn that off")]
    public async Task An_entity_task_and_its_test_work_once_they_are_filled_in()
    {
        var made = await MakeAsync("maintenance-task", "FinishPosts", Entity);
        Assert.Equal(["Shop.Tests/Tasks/FinishPostsTests.cs", "Shop/Tasks/FinishPosts.cs"], made.Keys);

        Assert.Contains("Add rows", (await FailureAsync(made)).Message, StringComparison.Ordinal);
        made["Shop.Tests/Tasks/FinishPostsTests.cs"] = made["Shop.Tests/Tasks/FinishPostsTests.cs"].Replace("await db.SaveChangesAsync();", AddRows + "await db.SaveChangesAsync();", StringComparison.Ordinal);
        Assert.Contains("Say what to change", (await FailureAsync(made)).Message, StringComparison.Ordinal);
        made["Shop/Tasks/FinishPosts.cs"] = made["Shop/Tasks/FinishPosts.cs"].Replace("throw new NotImplementedException(\"Say what to change on one item.\")", "item.Done = true", StringComparison.Ordinal);
        await PassAsync(made);
    }

    [Fact]
    public async Task A_batch_task_and_its_test_work_once_they_are_filled_in()
    {
        var made = await MakeAsync("maintenance-task-batch", "FinishPosts", Entity);
        Assert.Equal(["Shop.Tests/Tasks/FinishPostsTests.cs", "Shop/Tasks/FinishPosts.cs"], made.Keys);

        Assert.Contains("Add rows", (await FailureAsync(made)).Message, StringComparison.Ordinal);
        made["Shop.Tests/Tasks/FinishPostsTests.cs"] = made["Shop.Tests/Tasks/FinishPostsTests.cs"].Replace("await db.SaveChangesAsync();", AddRows + "await db.SaveChangesAsync();", StringComparison.Ordinal);
        Assert.Contains("Say what to do", (await FailureAsync(made)).Message, StringComparison.Ordinal);
        made["Shop/Tasks/FinishPosts.cs"] = "using Microsoft.EntityFrameworkCore;\n" + made["Shop/Tasks/FinishPosts.cs"].Replace(
            "throw new NotImplementedException(\"Say what to do with the rows of one batch.\")",
            "batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(post => post.Done, true), cancellationToken)", StringComparison.Ordinal);
        await PassAsync(made);
    }

    [Theory, InlineData("--context", "Data.ShopContext"), InlineData]
    [Ancestor("C289", "C290")]
    public async Task A_one_off_task_and_its_test_work_once_they_are_filled_in(params string[] context)
    {
        var made = await MakeAsync("maintenance-task-oneoff", "WarmUp", context);
        Assert.Equal(["Shop.Tests/Tasks/WarmUpTests.cs", "Shop/Tasks/WarmUp.cs"], made.Keys);
        Assert.Contains(context.Length == 0 ? "WarmUp : OneOffTask\n" : "WarmUp : OneOffTask<Data.ShopContext>\n", made["Shop/Tasks/WarmUp.cs"], StringComparison.Ordinal);

        Assert.Contains("Say what to do", (await FailureAsync(made)).Message, StringComparison.Ordinal);
        made["Shop/Tasks/WarmUp.cs"] = made["Shop/Tasks/WarmUp.cs"].Replace("throw new NotImplementedException(\"Say what to do.\")", "Task.CompletedTask", StringComparison.Ordinal);
        await PassAsync(made);
    }

    [Theory]
    [InlineData("nunit", "maintenance-task", "--context", "Data.ShopContext", "--entity", "Data.Post")]
    [InlineData("mstest", "maintenance-task", "--context", "Data.ShopContext", "--entity", "Data.Post")]
    [InlineData("nunit", "maintenance-task-batch", "--context", "Data.ShopContext", "--entity", "Data.Post")]
    [InlineData("mstest", "maintenance-task-batch", "--context", "Data.ShopContext", "--entity", "Data.Post")]
    [InlineData("nunit", "maintenance-task-oneoff")]
    [InlineData("mstest", "maintenance-task-oneoff")]
    [InlineData("nunit", "maintenance-task-csv")]
    [InlineData("mstest", "maintenance-task-csv")]
    [Ancestor("C284", "C290")]
    public async Task The_test_is_written_for_the_framework_that_is_asked_for(string framework, string template, params string[] options)
    {
        var made = await MakeAsync(template, "FinishPosts", [.. options, "--testing", framework]);
        Assert.DoesNotContain("Xunit", made["Shop.Tests/Tasks/FinishPostsTests.cs"], StringComparison.Ordinal);
        Assert.Contains(options.Length > 0 ? "Add rows" : "Say what to do", (await FailureAsync(made)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [Ancestor("C288")]
    [Ancestor("C291", Better = "each kind is a template of its own, so that there is nothing to combine")]
    [InlineData("CsvTask<Data.ShopContext, ImportPosts.Row>", "Db.Posts.Add(new Shop.Data.Post { Id = row.Id })", "--context", "Data.ShopContext")]
    [InlineData("CsvTask<ImportPosts.Row>", "Console.Out.Write(row.Name)")]
    public async Task A_csv_task_and_its_test_work_once_they_are_filled_in(string kind, string work, params string[] context)
    {
        var made = await MakeAsync("maintenance-task-csv", "ImportPosts", context);
        Assert.Equal(["Shop.Tests/Tasks/ImportPostsTests.cs", "Shop/Tasks/ImportPosts.cs"], made.Keys);
        Assert.Contains($"ImportPosts : {kind}\n", made["Shop/Tasks/ImportPosts.cs"], StringComparison.Ordinal);

        Assert.Contains("Say what to do", (await FailureAsync(made)).Message, StringComparison.Ordinal);
        made["Shop/Tasks/ImportPosts.cs"] = made["Shop/Tasks/ImportPosts.cs"].Replace("throw new NotImplementedException(\"Say what to do with one row.\")", work, StringComparison.Ordinal);
        await PassAsync(made);
    }

    [Fact]
    [Ancestor("C285", "C286")]
    public async Task A_name_with_dots_becomes_folders_and_a_namespace()
    {
        var made = await MakeAsync("maintenance-task", "Admin.Posts.FinishAll", Entity);
        Assert.Equal(["Shop.Tests/Tasks/Admin/Posts/FinishAllTests.cs", "Shop/Tasks/Admin/Posts/FinishAll.cs"], made.Keys);
        Assert.Contains("namespace Shop.Tasks.Admin.Posts;", made["Shop/Tasks/Admin/Posts/FinishAll.cs"], StringComparison.Ordinal);
        Assert.Contains("class FinishAll ", made["Shop/Tasks/Admin/Posts/FinishAll.cs"], StringComparison.Ordinal);
        await FailureAsync(made);
    }

    [Fact]
    [Ancestor("C285", "C287")]
    public async Task The_namespace_and_the_folder_of_the_tests_can_be_chosen_and_no_suffix_is_added()
    {
        var made = await MakeAsync("maintenance-task", "FinishPostsTask", [.. Entity, "--namespace", "Shop.Upkeep", "--tests", "../tests/Shop.Unit"]);
        Assert.Equal(["Shop/Tasks/FinishPostsTask.cs", "tests/Shop.Unit/Tasks/FinishPostsTaskTests.cs"], made.Keys);
        Assert.Contains("namespace Shop.Upkeep;", made["Shop/Tasks/FinishPostsTask.cs"], StringComparison.Ordinal);
        Assert.Contains("class FinishPostsTask ", made["Shop/Tasks/FinishPostsTask.cs"], StringComparison.Ordinal);
        await FailureAsync(made);
    }

    /// <summary>Q17: a skeleton that says nothing of the count leaves it to the engine.</summary>
    [Theory, InlineData("entity"), InlineData("batch"), InlineData("csv"), InlineData("oneoff")]
    public void No_template_turns_the_count_off(string template)
    {
        var skeleton = File.ReadAllText(Repository.PathOf("src", "MaintenanceTasks.Templates", "templates", template, "TasksTASK_FOLDER", "TASK_NAME.cs"));
        Assert.DoesNotContain("Count", skeleton, StringComparison.Ordinal);
    }

    [Theory, InlineData("--context", "Data.ShopContext", "--entity"), InlineData("--entity", "Data.Post", "--context")]
    public async Task A_missing_entity_or_context_is_named_and_nothing_is_written(string option, string value, string missing)
    {
        var root = packages.FolderWithProject();
        var folder = Path.Combine(root, "Shop");
        var refused = await packages.RunAsync(templates.Hive, folder, "dotnet", "new", "maintenance-task", "-n", "FinishPosts", option, value);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(missing, refused.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Outside_a_project_a_template_is_refused_and_nothing_is_written()
    {
        var folder = packages.EmptyFolder();
        var refused = await packages.RunAsync(templates.Hive, folder, "dotnet", ["new", "maintenance-task", "-n", "FinishPosts", .. Entity]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("No project was found", refused.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private async Task<SortedDictionary<string, string>> MakeAsync(string template, string name, params string[] options)
    {
        var root = packages.FolderWithProject();
        var project = Path.Combine(root, "Shop");
        (await packages.RunAsync(templates.Hive, project, "dotnet", ["new", template, "-n", name, .. options])).Succeeded();
        return new SortedDictionary<string, string>(
            Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllText), StringComparer.Ordinal);
    }

    private static async Task<Exception> FailureAsync(SortedDictionary<string, string> made) =>
        await Record.ExceptionAsync(() => PassAsync(made)) ?? throw new InvalidOperationException("Expected the test as generated to fail, but it passed.");

    /// <summary>Compiles the task and its test, and runs the test as its framework would.</summary>
    private static async Task PassAsync(SortedDictionary<string, string> made)
    {
        SyntaxTree[] sources = [SourceCompiler.Parse(Application), .. made.Values.Select(SourceCompiler.Parse)];
        var tests = SourceCompiler.Load(sources).GetTypes().Single(type => type.Name.EndsWith("Tests", StringComparison.Ordinal));
        var test = tests.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Single(method => method.GetCustomAttributes().Any(mark => Marks.Contains(mark.GetType())));
        await (Task)test.Invoke(Activator.CreateInstance(tests), null)!;
    }
}
