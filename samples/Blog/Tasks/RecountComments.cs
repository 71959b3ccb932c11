using System.ComponentModel;
using Blog.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tasks;

/// <summary>A list: here the ids of all authors. What <c>Process</c> changes through <c>Db</c> is saved with the position.</summary>
[Description("Counts the comments on the posts of every author again.")]
public sealed class RecountComments : ListTask<BlogContext, int>
{
    public override IReadOnlyList<int> Collection() => Db.Authors.OrderBy(author => author.Id).Select(author => author.Id).ToList();

    public override async Task ProcessAsync(int authorId, CancellationToken cancellationToken)
    {
        var author = await Db.Authors.FindAsync([authorId], cancellationToken);
        if (author is null) return;
        author.CommentCount = await Db.Comments.CountAsync(comment => comment.Post!.AuthorId == authorId, cancellationToken);
    }
}
