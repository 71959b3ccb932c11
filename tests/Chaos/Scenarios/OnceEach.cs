namespace Chaos.Scenarios;

/// <summary>What a run over all posts has to leave behind, whatever happened to its workers.</summary>
internal static class OnceEach
{
    public static void Claim(Proof proof, BlogDatabase database, long run, int posts, string name)
    {
        proof.Claim($"{name}: succeeded (found {database.Status(run)} {database.Error(run)})", database.Status(run) == "succeeded");
        proof.Claim($"{name}: every post exactly once (found {database.RevisionsInWords()})", database.EveryRevisionIs(1));
        proof.Claim($"{name}: {posts:N0} ticks (found {database.Ticks(run):N0})", database.Ticks(run) == posts);
    }
}
