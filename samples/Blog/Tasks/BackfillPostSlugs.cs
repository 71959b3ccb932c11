using System.ComponentModel;
using Blog.Data;
using MaintenanceTasks;

namespace Blog.Tasks;

/// <summary>Records: the engine walks the query and saves a page of posts together with its position.</summary>
[Description("Gives every post without a slug one made from its title.")]
public sealed class BackfillPostSlugs : EntityTask<BlogContext, Post>
{
    [Description("Text in front of each slug.")]
    public string Prefix { get; set; } = "";

    public override IQueryable<Post> Collection(BlogContext db) => db.Posts.Where(post => post.Slug == null);

    public override void Process(Post post)
    {
        post.Slug = Slug.From(Prefix, post.Title);
        post.Revision++;
    }
}
