using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class TaskSourcesTests : IDisposable
{
    private readonly TaskSources _sources = new(NullLogger.Instance);
    private readonly string _folder = Directory.CreateTempSubdirectory("mt-source-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_declaration_of_a_class_is_found_without_its_neighbours()
    {
        var source = _sources.Of(typeof(Backfill))!;
        Assert.StartsWith("[OutsideEffects] // a checkpoint after each item", source, StringComparison.Ordinal);
        Assert.Contains("public sealed class Backfill(Gate gate) : ListTask<int>", source, StringComparison.Ordinal);
        Assert.EndsWith("}", source, StringComparison.Ordinal);
        Assert.DoesNotContain("class Quick", source, StringComparison.Ordinal);
    }

    [Fact]
    [Ancestor("C231")]
    public void The_source_is_found_also_where_others_add_to_the_class()
    {
        Assert.Contains("class InheritingTask : AsyncOneOff;", _sources.Of(typeof(InheritingTask)), StringComparison.Ordinal);
        var parts = _sources.Of(typeof(SplitTask))!;
        Assert.InRange(parts.IndexOf("The part a tool could have written.", StringComparison.Ordinal), parts.IndexOf("ProcessAsync", StringComparison.Ordinal), parts.Length);
        Assert.DoesNotContain("NotPartOfIt", parts, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_in_the_PDB_needs_no_file()
    {
        Assert.False(File.Exists(Assert.Single(SourceDocuments.Of(typeof(EmbeddedTask))).Path));
        Assert.Contains("a note from embedded source", _sources.Of(typeof(EmbeddedTask)), StringComparison.Ordinal);
    }

    [Fact]
    [Avoids("Q52")]
    public void Without_its_file_a_class_has_no_source() => Assert.Null(_sources.Of(typeof(MovedTask)));

    [Fact]
    public void A_class_without_a_PDB_has_no_source() => Assert.Null(_sources.Of(typeof(string)));

    [Fact]
    public void A_file_that_is_not_the_compiled_one_is_not_shown()
    {
        var path = Path.Combine(_folder, "Task.cs");
        File.WriteAllText(path, "class A;");
        var document = new SourceDocument(path, null, SHA256.HashData("class A;"u8));
        Assert.Equal("class A;", document.Text());
        File.WriteAllText(path, "class B;");
        Assert.Null(document.Text());
        File.Delete(path);
        Assert.Null(document.Text());
    }

    [Fact]
    public void A_file_that_nobody_wrote_by_hand_is_not_shown()
    {
        var path = Path.Combine(_folder, "Large.cs");
        var large = new byte[SourceDocument.MaxBytes + 1];
        File.WriteAllBytes(path, large);
        Assert.Null(new SourceDocument(path, null, SHA256.HashData(large)).Text());
    }
}
