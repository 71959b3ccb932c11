namespace Bench;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Posts">Rows of the table.</param>
/// <param name="Items">Elements of lists and sources; a fifth as many rows of the CSV file.</param>
/// <param name="Pairs">Pairs of a case.</param>
/// <param name="Postgres">A server to measure on as well, or null.</param>
/// <param name="Only">Only cases whose name contains this, or null.</param>
/// <param name="Json">Where to write the figures.</param>
internal sealed record BenchOptions(int Posts, int Items, int Pairs, string? Postgres, string? Only, string Json);
