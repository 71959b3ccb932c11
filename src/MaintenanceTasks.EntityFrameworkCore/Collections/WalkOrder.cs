using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The columns a query is walked by: the primary key, or those the task chose, followed by the key when they are not unique.</summary>
internal static class WalkOrder
{
    /// <exception cref="TaskNotUsableException">The choice is not one of mapped properties.</exception>
    public static IReadOnlyList<IProperty> Of(IEntityType entity, LambdaExpression? walkBy, string task)
    {
        var key = entity.FindPrimaryKey()!.Properties;
        if (walkBy is null) return key;
        IProperty[] chosen = [.. Members(walkBy, task).Select(member => Mapped(entity, member, task)).Distinct()];

        // Keys only, not unique indexes: an index may have a filter, and the model does not know it at run time.
        return entity.GetKeys().Any(unique => unique.Properties.All(chosen.Contains)) ? chosen : [.. chosen, .. key.Except(chosen)];
    }

    private static IReadOnlyList<MemberInfo> Members(LambdaExpression walkBy, string task)
    {
        try
        {
            return walkBy.GetMemberAccessList();
        }
        catch (ArgumentException)
        {
            throw new TaskNotUsableException(
                $"{task} is to walk by {walkBy}, which is more than columns of the row itself. "
                + "Expected one such as row => row.CreatedAt, or several such as row => new { row.Region, row.CreatedAt }.");
        }
    }

    private static IProperty Mapped(IEntityType entity, MemberInfo member, string task) => entity.FindProperty(member)
        ?? throw new TaskNotUsableException(
            $"{task} is to walk by {entity.DisplayName()}.{member.Name}, which is not a column of its table. Walk by a mapped property of the entity itself.");
}
