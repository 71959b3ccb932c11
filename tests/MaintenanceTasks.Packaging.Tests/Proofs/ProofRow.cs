namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A fault or a threat, and what becomes of it here.</summary>
/// <param name="Number">Its number, such as F17 or S3.</param>
/// <param name="What">What happens.</param>
/// <param name="Here">What is so here; the tests that carry the number show it.</param>
/// <param name="Missing">Why nothing shows it, or null: then a test has to.</param>
internal sealed record ProofRow(string Number, string What, string Here, string? Missing = null)
{
    public IReadOnlyList<MarkedTest> Tests => MarkedTest.Of(Number);

    public override string ToString()
    {
        var shown = Missing is null ? string.Join(", ", Tests.Select(test => $"{test.Link}: {test.Sentence}").Distinct()) : $"not shown: {Missing}";
        return $"| {Number[1..]} | {What} | {Here} | {shown} |";
    }
}
