using CsvHelper.Configuration.Attributes;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>A line of <c>UnicodeData.txt</c>, and the row it becomes.</summary>
public sealed class UnicodeCharacter
{
    [Ignore]
    public int Id { get; set; }

    [Index(0)]
    public string Code { get; set; } = "";

    [Index(1)]
    public string Name { get; set; } = "";

    [Index(2)]
    public string Category { get; set; } = "";

    [Index(3)]
    public int CombiningClass { get; set; }

    [Index(4)]
    public string Direction { get; set; } = "";

    [Index(5)]
    public string Decomposition { get; set; } = "";

    [Index(6)]
    public int? DecimalValue { get; set; }

    [Index(7)]
    public string Digit { get; set; } = "";

    [Index(8)]
    public string Numeric { get; set; } = "";

    [Index(9)]
    public string Mirrored { get; set; } = "";

    [Index(10)]
    public string OldName { get; set; } = "";

    [Index(11)]
    public string Comment { get; set; } = "";

    [Index(12)]
    public string Upper { get; set; } = "";

    [Index(13)]
    public string Lower { get; set; } = "";

    [Index(14)]
    public string Title { get; set; } = "";

    /// <summary>The fields as text, in the order of the file.</summary>
    public IEnumerable<string> Fields() =>
    [
        Code, Name, Category, FormattableString.Invariant($"{CombiningClass}"), Direction, Decomposition, FormattableString.Invariant($"{DecimalValue}"),
        Digit, Numeric, Mirrored, OldName, Comment, Upper, Lower, Title,
    ];
}

public sealed class ImportUnicode : CsvTask<ShopContext, UnicodeCharacter>
{
    protected override CsvOptions Options => new() { Delimiter = ";", HasHeader = false, Quote = null };

    public override void Process(UnicodeCharacter item) => Db.Add(item);
}
