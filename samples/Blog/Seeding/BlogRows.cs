namespace Blog.Seeding;

/// <summary>The rows a database of the sample begins with: for the same number of posts the same at every seed, whatever the database.</summary>
internal sealed class BlogRows(int posts, SeedProgress progress)
{
    private static readonly DateTime FirstDay = new(2016, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Period = TimeSpan.FromDays(3650);
    private readonly BlogTexts _texts = new();

    /// <summary>The tables, those that others refer to first.</summary>
    public IReadOnlyList<SeedTable> Tables =>
    [
        new("Authors", ["Id", "Name", "CommentCount"], Authors()),
        new("Posts", ["Id", "Title", "Body", "Revision", "CreatedAt", "Archived", "AuthorId", "Version"], Posts()),
        new("Comments", ["Id", "PostId", "Text"], Comments()),
    ];

    private IEnumerable<object[]> Authors() => _texts.Authors.Select((name, index) => new object[] { index + 1, name, 0 });

    private IEnumerable<object[]> Posts()
    {
        for (var id = 1; id <= posts; id++)
        {
            var created = FirstDay + Period / posts * id;
            created = created.AddTicks(-(created.Ticks % TimeSpan.TicksPerSecond));
            yield return [id, _texts.Pick(_texts.Titles), _texts.Pick(_texts.Bodies), 0, created, false, 1 + _texts.Dice.Next(_texts.Authors.Count), 1];
            progress.Report(id);
        }
    }

    private IEnumerable<object[]> Comments()
    {
        var id = 0;
        for (var post = 1; post <= posts; post++)
        {
            for (var count = _texts.Dice.Next(3); count > 0; count--) yield return [++id, post, _texts.Pick(_texts.Comments)];
        }
    }
}
