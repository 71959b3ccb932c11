namespace MaintenanceTasks.Tests.Execution;

public sealed class PageSizingTests
{
    private static readonly PagePolicy Policy = new()
    {
        Delivery = DeliveryMode.Transactional,
        MaxTime = TimeSpan.FromMilliseconds(500),
        FirstSize = 100,
        MaxSize = 1000,
        HasTransaction = true,
    };

    [Theory]
    [InlineData(100, 100, 10, 200)]    // fast: at most twice as many
    [InlineData(100, 100, 400, 125)]   // as many as take the time
    [InlineData(100, 100, 500, 100)]   // just right
    [InlineData(100, 100, 5000, 50)]   // slow: at least half as many
    [InlineData(800, 800, 10, 1000)]   // never more than allowed
    [InlineData(1, 1, 60_000, 1)]      // never none
    [InlineData(100, 30, 10, 100)]     // the end of the collection says nothing
    [InlineData(100, 30, 500, 30)]     // a page that ran out of time does
    [InlineData(100, 100, 0, 200)]     // too fast to measure
    public void The_next_page_takes_about_the_target_time(int size, int items, int milliseconds, int next) =>
        Assert.Equal(next, PageSizing.Next(Policy, size, items, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.Zero));

    [Fact]
    public void A_fixed_size_stays() =>
        Assert.Equal(10, PageSizing.Next(Policy with { FirstSize = 10, MaxSize = 10 }, 10, 10, TimeSpan.FromMilliseconds(1), TimeSpan.Zero));

    [Theory]
    [InlineData(1000, 1000, 1500)]
    [InlineData(1800, 1500, 1900)]
    [InlineData(4000, 4000, 4000)] // large enough as it is
    public void After_a_page_that_left_nothing_to_commit_a_larger_one_may_come(int most, int size, int next)
    {
        var policy = Policy with { MaxSize = most };

        Assert.Equal(next, PageSizing.Next(policy, size, size, TimeSpan.FromMilliseconds(1), TimeSpan.Zero, isQuiet: true));
        Assert.Equal(most, PageSizing.Next(policy, next, next, TimeSpan.FromMilliseconds(1), TimeSpan.Zero));
        Assert.Equal(most, PageSizing.Next(policy, next, next - 1, TimeSpan.FromMilliseconds(1), TimeSpan.Zero));
    }

    [Fact]
    public void A_page_that_keeps_other_writers_out_for_too_long_becomes_smaller()
    {
        var policy = Policy with { MaxHold = TimeSpan.FromMilliseconds(25) };

        Assert.Equal(50, PageSizing.Next(policy, 100, 100, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(50)));
    }
}
