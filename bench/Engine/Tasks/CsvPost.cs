namespace Bench.Tasks;

public sealed class CsvPost
{
    public long Id { get; set; }

    public string Title { get; set; } = "";

    public string Content { get; set; } = "";
}
