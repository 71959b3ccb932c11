namespace Chaos.Tests;

/// <summary>Every proof of tests/Chaos with small numbers. Bounds are wide here: the machine of a build server is not a stop watch.</summary>
public abstract class ScenarioTests(ITestOutputHelper output)
{
    protected static void Needs(params string[] servers)
    {
        foreach (var variable in servers.Where(variable => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("MT_SKIP_MISSING") == "1", $"{variable} names no server");
            throw new InvalidOperationException($"{variable} names no server. Run ./test, which starts one, or set MT_SKIP_MISSING=1.");
        }
    }

    protected async Task HoldsAsync(string verb, params string[] options)
    {
        using var text = new StringWriter();
        var holds = await ScenarioList.RunAsync(ScenarioList.Find(verb)!, text, options);
        output.WriteLine(text.ToString());
        Assert.True(holds, text.ToString());
    }
}
