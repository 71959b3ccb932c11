using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Positions that nobody wrote: a key, or a refusal that shows what was found.</summary>
public sealed class CursorFuzzTests
{
    [Fact]
    [Survives("F56", "S8")]
    public void Any_text_is_a_key_or_is_refused_with_what_was_expected()
    {
        using var db = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite("Data Source=:memory:").AmongManyModels().Options);
        var keys = new[]
        {
            new KeyCursor(KeyedQuery<Item>.Columns(db.Items, "Walk", tracked: true, sqlite: true), "T"),
            new KeyCursor(KeyedQuery<ByString>.Columns(db.Set<ByString>(), "Walk", tracked: true, sqlite: true), "T"),
            new KeyCursor(KeyedQuery<ByEnum>.Columns(db.Set<ByEnum>(), "Walk", tracked: true, sqlite: true), "T"),
            new KeyCursor(KeyedQuery<ByGuid>.Columns(db.Set<ByGuid>(), "Walk", tracked: true, sqlite: true), "T"),
        };
        var (read, refused) = (0, 0);
        Fuzz.Cursors.Sample(
            text =>
            {
                foreach (var key in keys)
                {
                    try
                    {
                        Assert.Single(key.Read(text));
                        read++;
                    }
                    catch (CursorMismatchException refusal)
                    {
                        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
                        refused++;
                    }
                }
            },
            iter: Fuzz.Inputs(3000), threads: 1);
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }
}
