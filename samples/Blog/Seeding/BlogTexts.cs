using Bogus;

namespace Blog.Seeding;

/// <summary>Texts made by Bogus with a fixed seed. A pool, because a fake for each of two million posts would take minutes.</summary>
internal sealed class BlogTexts
{
    private const int Seed = 20260101;

    public BlogTexts()
    {
        var faker = new Faker { Random = new Randomizer(Seed) };
        Authors = Make(500, () => faker.Name.FullName());
        Titles = Make(5000, () => faker.Lorem.Sentence(3, 5).TrimEnd('.'));
        Bodies = Make(2000, () => faker.Lorem.Sentences(2, " "));
        Comments = Make(2000, () => faker.Lorem.Sentence(4, 6));
    }

    public IReadOnlyList<string> Authors { get; }

    public IReadOnlyList<string> Titles { get; }

    public IReadOnlyList<string> Bodies { get; }

    public IReadOnlyList<string> Comments { get; }

    /// <summary>Random and the same at every seed: which text a post gets, and how many comments.</summary>
    public Random Dice { get; } = new(Seed);

    public string Pick(IReadOnlyList<string> pool) => pool[Dice.Next(pool.Count)];

    private static string[] Make(int count, Func<string> text) => [.. Enumerable.Range(0, count).Select(_ => text())];
}
