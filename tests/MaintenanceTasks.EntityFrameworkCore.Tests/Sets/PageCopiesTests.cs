using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>What the copies of a page can know: the columns and references of its entities, and that nothing else is tracked.</summary>
public sealed class PageCopiesTests
{
    public static TheoryData<string, bool> Deeds => new()
    {
        { "nothing", true },
        { "the same value", true },
        { "an equal text", true },
        { "another text", false },
        { "a reference", false },
        { "a new entry of a collection", false },
        { "a row of another table is looked at", false },
        { "a row of another table is changed", false },
        { "a row is added", false },

        // Of these the tracker knows without looking.
        { "a row is forgotten", true },
        { "a row is removed", true },
        { "a shadow property", true },
    };

    [Theory, MemberData(nameof(Deeds))]
    public async Task A_page_is_known_to_be_left_alone(string deed, bool known)
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = await FilledAsync(database);
        var page = await db.Authors.OrderBy(author => author.Id).ToListAsync();
        var copies = new PageCopies<Author>(db) { AreWanted = true };
        copies.Take(page);

        await DoAsync(db, page[1], deed);

        Assert.Equal(known, copies.AreLikeThePage());
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        Assert.Equal(deed is "a row is added" or "a row is removed" or "a shadow property", db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task None_are_taken_before_a_page_was_left_alone_nor_of_types_that_others_derive_from()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = await FilledAsync(database);
        var page = await db.Authors.OrderBy(author => author.Id).ToListAsync();
        var (unwanted, derived) = (new PageCopies<Author>(db), new PageCopies<Publisher>(db) { AreWanted = true });

        unwanted.Take(page);
        Assert.False(unwanted.AreLikeThePage());

        db.ChangeTracker.Clear();
        derived.Take(await db.Publishers.ToListAsync());
        Assert.False(derived.AreLikeThePage());
    }

    private static async Task DoAsync(LibraryContext db, Author author, string deed)
    {
        switch (deed)
        {
            case "the same value": author.Born = 1900; break;
            case "an equal text": author.Name = new string(author.Name.ToCharArray()); break;
            case "another text": author.Name += "!"; break;
            case "a reference": author.Publisher = new Publisher { Id = 7 }; break;
            case "a new entry of a collection": author.Books.Add(new Book { Id = 7 }); break;
            case "a row of another table is looked at": await db.Publishers.FirstAsync(); break;
            case "a row of another table is changed": (await db.Publishers.FirstAsync()).Town = "Ulm"; break;
            case "a row is added": db.Add(new Author { Id = 7 }); break;
            case "a row is removed": db.Remove(author); break;
            case "a row is forgotten": db.Entry(author).State = EntityState.Detached; break;
            case "a shadow property": db.Entry(author).Property("Hidden").CurrentValue = 5; break;
        }
    }

    private static async Task<LibraryContext> FilledAsync(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<LibraryContext>();
        database.Configure(options);
        var db = new LibraryContext(options.Options);
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        db.AddRange(Enumerable.Range(1, 3).Select(id => new Author { Id = id, Name = $"author {id}", Born = 1900 }));
        db.AddRange(new Publisher { Id = 1 }, new Imprint { Id = 2 });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return db;
    }

    private sealed class LibraryContext(DbContextOptions<LibraryContext> options) : DbContext(options)
    {
        public DbSet<Author> Authors => Set<Author>();

        public DbSet<Publisher> Publishers => Set<Publisher>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Author>().Property<int?>("Hidden");
            modelBuilder.Entity<Imprint>();
        }
    }

    private sealed class Author
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public int? Born { get; set; }

        public Publisher? Publisher { get; set; }

        public List<Book> Books { get; } = [];
    }

    private sealed class Book
    {
        public int Id { get; set; }
    }

    private class Publisher
    {
        public int Id { get; set; }

        public string Town { get; set; } = "";
    }

    private sealed class Imprint : Publisher;
}
