namespace Blog.Data;

public sealed class Comment
{
    public int Id { get; set; }

    public int PostId { get; set; }

    public Post? Post { get; set; }

    public required string Text { get; set; }
}
