using System.Linq.Expressions;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Walks a query by key with a cursor that is written down and read back after every page.</summary>
internal static class KeyWalk
{
    public static async Task<List<T>> AllAsync<T>(
        Func<IQueryable<T>> query, int size, bool sqlite, Action? afterFirstPage = null, Expression<Func<T, object?>>? walkBy = null)
        where T : class
    {
        List<T> all = [];
        string? cursor = null;
        while (true)
        {
            // A new query for each page, as after a deploy: the position is in the cursor alone.
            var keyed = new KeyedQuery<T>(query(), Start(cursor), tracked: true, sqlite, walkBy);
            var page = await keyed.ReadAsync(size, CancellationToken.None);
            if (page.Count == 0) return all;
            all.AddRange(page);
            cursor = keyed.Cursor.Write(keyed.KeyOf(page[^1], null));
            afterFirstPage?.Invoke();
            afterFirstPage = null;
        }
    }

    public static WalkStart Start(string? cursor = null, string? high = null) =>
        new() { Task = "Walk", Services = EmptyServices.Instance, Cursor = cursor, High = high };

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
