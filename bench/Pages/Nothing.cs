using System.ComponentModel;
using MaintenanceTasks;

namespace Pages.Bench;

/// <summary>What every task of the bench is: public, because the classes made at run time are of another assembly.</summary>
[Description("Gives every post without one a slug made of its title, and leaves the others as they are.")]
public abstract class Nothing : OneOffTask
{
    public string Prefix { get; set; } = "";

    public override void Process()
    {
    }
}
