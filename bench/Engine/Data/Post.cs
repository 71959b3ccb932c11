namespace Bench.Data;

public sealed class Post
{
    public long Id { get; set; }

    public required string Title { get; set; }

    public required string Content { get; set; }

    public int Revision { get; set; }
}
