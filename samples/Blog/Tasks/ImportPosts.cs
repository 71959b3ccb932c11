using System.ComponentModel;
using Blog.Data;
using MaintenanceTasks;

namespace Blog.Tasks;

/// <summary>A file: each row becomes a post, and the posts of a page are saved together with the position in the file.</summary>
[Description("Adds the posts of a CSV file with the columns Number, Title, Body, Author and Created.")]
public sealed class ImportPosts : CsvTask<BlogContext, PostRow>
{
    public override void Process(PostRow row) => Db.Posts.Add(new Post { Title = row.Title, Body = row.Body, AuthorId = row.Author, CreatedAt = row.Created });
}
