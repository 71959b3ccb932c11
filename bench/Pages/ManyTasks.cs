using System.Reflection;
using System.Reflection.Emit;

namespace Pages.Bench;

/// <summary>Tasks made at run time: an application that has hundreds.</summary>
internal static class ManyTasks
{
    public static Assembly Make(int count)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("ManyTasks"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("ManyTasks");
        for (var number = 0; number < count; number++)
        {
            module.DefineType($"Shop.Area{number % 7}.Task{number}", TypeAttributes.Public | TypeAttributes.Sealed, typeof(Nothing)).CreateType();
        }

        return assembly;
    }
}
