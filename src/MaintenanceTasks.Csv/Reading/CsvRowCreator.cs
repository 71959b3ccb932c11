using System.Linq.Expressions;
using System.Reflection;
using CsvHelper;
using CsvHelper.Expressions;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Makes rows as CsvHelper does, except that it calls their constructor itself: CsvHelper's resolver makes all objects of a process behind one
/// lock, where parsers that work side by side would meet with each row.
/// </summary>
internal sealed class CsvRowCreator(CsvReader csv) : ObjectRecordCreator(csv)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>False for what only CsvHelper can make, and where the application has a resolver of its own.</summary>
    public static bool Makes(Type row) =>
        row is { IsClass: true, IsAbstract: false } && row != typeof(object) && row.GetConstructor(Any, []) is not null
        && ObjectResolver.Current is ObjectResolver resolver && resolver.ResolveFunction.Method.Module == typeof(ObjectResolver).Module;

    /// <summary>The rows after those read so far, until one of them cannot be made. What goes wrong is told as CsvHelper tells it.</summary>
    public IEnumerator<TRow> Rows<TRow>()
    {
        Func<TRow>? create = null;
        while (Reader.Read())
        {
            TRow row;
            try
            {
                create ??= GetCreateRecordDelegate<TRow>(typeof(TRow));
                row = create();
            }
            catch (Exception exception)
            {
                var fault = exception as CsvHelperException ?? new ReaderException(Reader.Context, "The row cannot be made.", exception);
                if (Reader.Configuration.ReadingExceptionOccurred?.Invoke(new(fault)) ?? true) throw fault;
                continue;
            }

            yield return row;
        }
    }

    protected override Delegate CreateCreateRecordDelegate(Type recordType)
    {
        var map = Reader.Context.Maps[recordType] ?? Reader.Context.AutoMap(recordType);
        List<MemberAssignment> members = [];
        if (map.ParameterMaps.Count == 0) ExpressionManager.CreateMemberAssignmentsForMapping(map, members);
        return members.Count == 0
            ? base.CreateCreateRecordDelegate(recordType)
            : Expression.Lambda(typeof(Func<>).MakeGenericType(recordType), Expression.MemberInit(Expression.New(recordType), members)).Compile();
    }
}
