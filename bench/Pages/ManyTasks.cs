using System.Reflection;
using System.Reflection.Emit;
using MaintenanceTasks;

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

    [System.ComponentModel.Description("Gives every post without one a slug made of its title, and leaves the others as they are.")]
    public abstract class Nothing : OneOffTask
    {
        public string Prefix { get; set; } = "";

        public override void Process()
        {
        }
    }
}
