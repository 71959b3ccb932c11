namespace Blog.Seeding;

/// <summary>A table of the sample and the rows it begins with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The columns that get a value.</param>
/// <param name="Rows">The values, in the order of the columns. Read once, one after the other.</param>
internal sealed record SeedTable(string Name, string[] Columns, IEnumerable<object[]> Rows);
