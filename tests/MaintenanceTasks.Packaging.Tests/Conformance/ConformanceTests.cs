namespace MaintenanceTasks.Packaging.Tests;

/// <summary>Nothing the Ruby gems do is forgotten: each number has a test here, or a reason.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Every_behaviour_has_a_test_or_a_reason() =>
        None(ConformanceTable.Behaviours.Where(number => MarkedTest.Of(number).Count == 0 && !NotHere.Reasons.ContainsKey(number)));

    [Fact]
    public void Every_trap_has_a_test() => None(ConformanceTable.Traps.Where(number => MarkedTest.Of(number).Count == 0));

    [Fact]
    public void A_behaviour_that_has_a_test_needs_no_reason() =>
        None(NotHere.Reasons.Keys.Where(number => MarkedTest.Of(number).Count > 0));

    [Fact]
    public void Fewer_than_forty_behaviours_do_not_apply() => Assert.True(NotHere.Reasons.Count < 40, $"{NotHere.Reasons.Count} do not apply.");

    [Fact]
    public void A_mark_names_numbers_that_exist() =>
        None(MarkedTest.All.SelectMany(test => test.Numbers).Concat(NotHere.Reasons.Keys)
            .Except([.. ConformanceTable.Behaviours, .. ConformanceTable.Traps, .. FaultList.All.Concat(ThreatList.All).Select(row => row.Number)]));

    [Fact]
    public void A_mark_is_on_a_test_that_runs() =>
        None(MarkedTest.All.Where(test => !test.Runs).Select(test => $"{test.Class}: {test.Sentence}"));

    [Fact]
    public void A_skipped_test_or_a_method_that_is_no_test_proves_nothing()
    {
        var tests = MarkedTest.Of("""
            class Some
            {
                [Fact(Skip = "later"), Ancestor("C001")] public void A() { }
                [Ancestor("C002")] public void B() { }
                [Fact, Ancestor("C003", "C004", Better = "how")] public void It_holds() { }
            }
            """, "some.cs").ToList();

        Assert.Equal([false, false, true], tests.Select(test => test.Runs));
        Assert.Equal(["C003", "C004"], tests[2].Numbers);
        Assert.Equal(("how", "It holds"), (tests[2].Better, tests[2].Sentence));
    }

    [Fact]
    public void The_table_is_what_the_marks_say()
    {
        var file = Repository.PathOf(ConformanceTable.Path);
        if (Environment.GetEnvironmentVariable("MT_WRITE_DOCS") == "1") File.WriteAllText(file, ConformanceTable.Write());
        Assert.Equal(ConformanceTable.Write(), File.ReadAllText(file), ignoreLineEndingDifferences: true);
    }

    private static void None(IEnumerable<string> found) => Assert.Equal("", string.Join(", ", found));
}
