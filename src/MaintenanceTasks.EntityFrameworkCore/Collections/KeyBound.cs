using System.Linq.Expressions;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// A position in the order of the keys, as expressions that read it. The values are fields of captured objects, so that they
/// become parameters: a query built once serves all positions.
/// </summary>
internal sealed class KeyBound
{
    private readonly Slot[] _slots;

    public KeyBound(IReadOnlyList<KeyColumn> columns)
    {
        _slots = [.. columns.Select(column => (Slot)Activator.CreateInstance(typeof(Slot<>).MakeGenericType(column.Type))!)];
    }

    public Expression this[int column] => _slots[column].Read;

    public void Set(IReadOnlyList<object> values)
    {
        for (var column = 0; column < _slots.Length; column++) _slots[column].Set(values[column]);
    }

    private abstract class Slot
    {
        public abstract Expression Read { get; }

        public abstract void Set(object value);
    }

    private sealed class Slot<TKey> : Slot
    {
        public TKey Value = default!;

        public override Expression Read => Expression.Field(Expression.Constant(this), nameof(Value));

        public override void Set(object value) => Value = (TKey)value;
    }
}
