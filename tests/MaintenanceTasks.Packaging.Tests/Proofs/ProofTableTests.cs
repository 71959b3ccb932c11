namespace MaintenanceTasks.Packaging.Tests;

/// <summary>No fault and no threat is forgotten: each has a test that runs, or says that it has none.</summary>
public sealed class ProofTableTests
{
    private static readonly ProofTable[] Tables =
    [
        new("docs/reliability.md", FaultList.All, "what happens"),
        new("docs/security.md", ThreatList.All, "threat"),
    ];

    public static TheoryData<string> Documents => [.. Tables.Select(table => table.Path)];

    [Theory, MemberData(nameof(Documents))]
    public void Each_row_has_a_test_or_says_why_it_has_none(string document) =>
        Assert.Empty(Of(document).Rows.Where(row => (row.Missing is null) != (row.Tests.Count > 0)).Select(row => row.Number));

    [Theory, MemberData(nameof(Documents))]
    public void Each_number_is_there_once_and_none_is_left_out(string document)
    {
        var rows = Of(document).Rows;
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => $"{rows[0].Number[0]}{number}"), rows.Select(row => row.Number));
    }

    [Fact]
    public void At_least_75_of_the_85_faults_are_shown_to_be_survived()
    {
        Assert.Equal(85, FaultList.All.Count);
        Assert.InRange(FaultList.All.Count(row => row.Missing is null), 75, 85);
    }

    [Theory, MemberData(nameof(Documents))]
    public void The_table_is_what_the_marks_say(string document)
    {
        var file = Repository.PathOf(document);
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("MT_WRITE_DOCS") == "1") File.WriteAllText(file, text = Of(document).Write(text));
        Assert.Equal(Of(document).Write(text), text);
    }

    [Fact]
    public void A_document_without_a_place_for_the_table_is_refused() => Assert.Throws<InvalidDataException>(() => Tables[0].Write("# Reliability"));

    private static ProofTable Of(string document) => Tables.Single(table => table.Path == document);
}
