namespace MaintenanceTasks.Csv;

/// <summary>A row of a <see cref="CsvBlock{TRow}"/>.</summary>
/// <param name="Value">What it was taken as.</param>
/// <param name="Fault">Why it cannot be taken as a <typeparamref name="TRow"/>, or null. The rows after it can be read all the same.</param>
/// <param name="Begin">Its first character, counted from the beginning of the block: comments and blank lines may come before.</param>
/// <param name="End">The character after it.</param>
internal readonly record struct CsvRow<TRow>(TRow Value, CsvFileException? Fault, int Begin, int End);
