namespace Blog.Data;

public sealed class Post
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    public string? Slug { get; set; }

    /// <summary>How often a task changed this post: an effect that happened twice shows as 2.</summary>
    public int Revision { get; set; }

    public DateTime CreatedAt { get; set; }

    public bool Archived { get; set; }

    public int AuthorId { get; set; }

    public Author? Author { get; set; }

    public List<Comment> Comments { get; } = [];

    /// <summary>The concurrency token: raised by every change, so that nobody overwrites what they have not read.</summary>
    public int Version { get; set; }
}
