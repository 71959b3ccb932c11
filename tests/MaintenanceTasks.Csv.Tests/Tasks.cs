using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.Configuration.Attributes;
using CsvHelper.TypeConversion;

namespace MaintenanceTasks.Csv.Tests;

public sealed record PostRow
{
    public int Id { get; init; }

    public string Title { get; init; } = "";

    public decimal Score { get; init; }
}

public sealed class ImportPosts(Sink sink) : CsvTask<PostRow>
{
    public int FailAt { get; set; }

    public override void Process(PostRow item)
    {
        if (item.Id == FailAt) throw new InvalidOperationException($"post {item.Id} is broken");
        sink.Add(FormattableString.Invariant($"{item.Id}|{item.Title}|{item.Score}"));
    }
}

public sealed class ImportDynamic(Sink sink) : CsvTask<dynamic>
{
    public override void Process(dynamic item) => sink.Add($"{item.Id}|{item.Title}");
}

/// <summary>Bare fields, with options set by the test.</summary>
public sealed class ImportFields(Sink sink, CsvOptions options) : CsvTask<string[]>
{
    protected override CsvOptions Options => options;

    public override void Process(string[] item) => sink.Add(string.Join('|', item));
}

public sealed class ImportInBatches(Sink sink, BatchOf size) : CsvBatchTask<PostRow>
{
    protected override int BatchSize => size.Rows;

    public override void Process(IReadOnlyList<PostRow> item)
    {
        sink.Add(string.Join(' ', item.Select(row => row.Id)));
        size.Rows = size.Later;
    }
}

/// <summary>Its rows are parsed one by one, because it might have converters of its own.</summary>
[ContinueOn(typeof(CsvFileException))]
public sealed class ImportGoodPostsInTurn(Sink sink) : CsvTask<PostRow>
{
    protected override void Configure(CsvContext context)
    {
    }

    public override void Process(PostRow item) => sink.Add($"{item.Id}");
}

[ContinueOn(typeof(CsvFileException))]
public sealed class ImportGoodPosts(Sink sink) : CsvTask<PostRow>
{
    public override void Process(PostRow item) => sink.Add($"{item.Id}");
}

[ContinueOn(typeof(CsvFileException))]
public sealed class ImportGoodBatches(Sink sink) : CsvBatchTask<PostRow>
{
    protected override int BatchSize => 2;

    public override void Process(IReadOnlyList<PostRow> item) => sink.Add(string.Join(' ', item.Select(row => row.Id)));
}

/// <summary>The size of batches, which may be another when the file is opened again.</summary>
public sealed class BatchOf(int rows, int? later = null)
{
    public int Rows { get; set; } = rows;

    public int Later { get; } = later ?? rows;
}

public sealed record Indexed
{
    [Index(1)]
    public string Name { get; init; } = "";

    [Index(0)]
    public int Code { get; init; }
}

public sealed class ImportIndexed(Sink sink) : CsvTask<Indexed>
{
    protected override CsvOptions Options => new() { HasHeader = false, Delimiter = ";", Encoding = Encoding.Latin1 };

    public override void Process(Indexed item) => sink.Add($"{item.Code}|{item.Name}");
}

/// <summary>A class map and a converter of its own.</summary>
public sealed class ImportMapped(Sink sink) : CsvTask<PostRow>
{
    protected override CsvOptions Options => new() { Comment = '#', Trim = true };

    protected override void Configure(CsvContext context) => context.RegisterClassMap<Map>();

    public override void Process(PostRow item) => sink.Add($"{item.Id}|{item.Title}");

    private sealed class Map : ClassMap<PostRow>
    {
        public Map()
        {
            Map(row => row.Id).Name("number");
            Map(row => row.Title).Name("heading").TypeConverter<Upper>();
        }
    }

    private sealed class Upper : StringConverter
    {
        public override object ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) => text!.ToUpperInvariant();
    }
}

/// <summary>Its converter asks for what the rows before have done.</summary>
public sealed class ImportCounted(Sink sink) : CsvTask<PostRow>
{
    protected override void Configure(CsvContext context) => context.TypeConverterCache.AddConverter<string>(new Counting(sink));

    public override void Process(PostRow item) => sink.Add($"{item.Id}|{item.Title}");

    private sealed class Counting(Sink sink) : StringConverter
    {
        public override object ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) => $"{text} after {sink.Lines.Count}";
    }
}

/// <summary>A row whose constructor is not public, and whose setter refuses some values.</summary>
public sealed class GuardedRow
{
    private GuardedRow()
    {
    }

    public long Id { get; set => field = value > 0 ? value : throw new ArgumentException($"An id is positive, found {value}."); }
}

public sealed class ImportGuarded(Sink sink) : CsvTask<GuardedRow>
{
    public override void Process(GuardedRow row) => sink.Add($"{row.Id}");
}

/// <summary>A row that is made by its constructor alone.</summary>
public sealed record MadeRow(long Id, string Title);

public sealed class ImportMade(Sink sink) : CsvTask<MadeRow>
{
    public override void Process(MadeRow row) => sink.Add($"{row.Id}|{row.Title}");
}

public sealed class Plain(Sink sink) : OneOffTask
{
    public override void Process() => sink.Add("called");
}
