namespace Blog.Tasks;

/// <summary>A row of a file with posts.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Title">The title.</param>
/// <param name="Body">The text; may have several lines.</param>
/// <param name="Author">Id of the author.</param>
/// <param name="Created">When it was written, UTC.</param>
public sealed record PostRow(int Number, string Title, string Body, int Author, DateTime Created);
