using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The values a page has in one column of its key, kept as what they are: a page of a thousand rows makes no thousand objects of them.</summary>
internal abstract class KeyValues<T>
{
    public abstract object this[int row] { get; }

    public abstract object Marked { get; }

    public static KeyValues<T> Of(KeyColumn column) =>
        (KeyValues<T>)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(typeof(T), column.Type), column)!;

    public abstract void Take(IReadOnlyList<T> page, DbContext? db);

    public abstract void Mark(int row);

    private sealed class Typed<TKey>(KeyColumn column) : KeyValues<T>
    {
        private readonly Func<T, TKey>? _read = Getter(column);
        private readonly List<TKey> _values = [];
        private TKey _mark = default!;

        public override object this[int row] => _values[row]!;

        public override object Marked => _mark!;

        public override void Take(IReadOnlyList<T> page, DbContext? db)
        {
            _values.Clear();
            for (var row = 0; row < page.Count; row++) _values.Add(_read is not null ? _read(page[row]) : (TKey)column.Read(page[row]!, db));
        }

        public override void Mark(int row) => _mark = _values[row];

        // The getter itself where it is no more than that: what EF reads is the field behind it.
        private static Func<T, TKey>? Getter(KeyColumn column) =>
            column.Column.PropertyInfo is { GetMethod: { } getter } property && property.DeclaringType!.IsAssignableFrom(typeof(T)) && IsPlain(column, property)
                ? getter.CreateDelegate<Func<T, TKey>>()
                : null;

        private static bool IsPlain(KeyColumn column, PropertyInfo property) =>
            property.PropertyType == typeof(TKey) && column.Column.FieldInfo?.Name == $"<{property.Name}>k__BackingField";
    }
}
