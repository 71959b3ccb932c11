namespace Blog.Data;

public sealed class Author
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Comments on the posts of this author, kept up by <see cref="Tasks.RecountComments"/>.</summary>
    public int CommentCount { get; set; }
}
