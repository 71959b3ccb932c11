using System.Globalization;

namespace MaintenanceTasks;

/// <summary>
/// A CSV file cannot be read as its task expects. The run stops, keeps its position, and says the line. With
/// <c>[ContinueOn(typeof(CsvFileException))]</c> a row with too few fields or a field of another type is recorded and passed over; what
/// leaves open where the next row begins stops the run all the same.
/// </summary>
public sealed class CsvFileException : MaintenanceTaskException
{
    internal CsvFileException(string file, long line, string what, Exception? inner = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {what}"), inner) => Line = line;

    /// <summary>Number of the line in the file, from 1.</summary>
    public long Line { get; }
}
