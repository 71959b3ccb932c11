namespace Pages.Bench;

/// <summary>The statements that fill the tables, each for all rows of one.</summary>
internal static class Rows
{
    /// <summary>Of a thousand runs, 950 have succeeded, 30 failed, 20 were cancelled; the last twenty are being worked on.</summary>
    public static IEnumerable<string> Of(int runs, int tasks, bool postgres)
    {
        string Series(long from, long to, string name) => postgres
            ? $"generate_series({from}, {to}) AS {name}(n)"
            : $"(WITH RECURSIVE s(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM s WHERE n < {to}) SELECT n FROM s) AS {name}";
        string Ago(string seconds) => postgres
            ? $"now() - make_interval(secs => {seconds})"
            : $"strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || ({seconds}) || ' seconds')";
        string Token(string number) => postgres
            ? $"(lpad(to_hex({number}), 32, '0'))::uuid"
            : $"upper(printf('00000000-0000-0000-0000-%012x', {number}))";
        var (yes, no) = postgres ? ("true", "false") : ("1", "0");
        var running = runs - 20;
        var age = $"({runs} - n) * 60";

        yield return $"""
            INSERT INTO maintenance_task_runs (id, token, task, status, arguments, parameter_hash, started_by, metadata, delivery,
                created_at, started_at, ended_at, total, total_kind, error_type, error_message, parallelism, last_event, version)
            SELECT n, {Token("n")}, 'Task' || (n % {tasks}),
                CASE WHEN n > {running} THEN 'running' WHEN n % 1000 < 950 THEN 'succeeded' WHEN n % 1000 < 980 THEN 'errored' ELSE 'cancelled' END,
                '{"{{"}"Prefix":"p"{"}}"}', '', 'ana', '{"{{}}"}', 'transactional',
                {Ago(age)}, {Ago(age)}, CASE WHEN n > {running} THEN NULL ELSE {Ago(age)} END, 100000, 'counted',
                CASE WHEN n % 1000 BETWEEN 950 AND 979 THEN 'System.InvalidOperationException' END,
                CASE WHEN n % 1000 BETWEEN 950 AND 979 THEN 'It did not work.' END,
                1, CASE WHEN n = 7 THEN 10000 ELSE 10 END, 1
            FROM {Series(1, runs, "r")}
            """;
        if (postgres) yield return $"SELECT setval(pg_get_serial_sequence('maintenance_task_runs', 'id'), {runs})";
        yield return Partitions($"SELECT n AS run_id, 0 AS number, 'finished' AS kind, CAST(NULL AS varchar(300)) AS owner FROM {Series(1, runs - 1, "r")}");
        yield return Partitions($"SELECT {runs} AS run_id, n AS number, 'working' AS kind, 'web-2|boot|pid|1|1|' || n AS owner FROM {Series(0, 63, "p")}");
        yield return $"""
            INSERT INTO maintenance_task_events (run_id, number, at, kind, to_status, actor, node)
            SELECT r.n, e.n, {Ago($"({runs} - r.n) * 60")}, 'status', 'running', 'worker', 'web-2:4711' FROM {Series(1, runs, "r")} CROSS JOIN {Series(1, 10, "e")}
            """;
        yield return $"""
            INSERT INTO maintenance_task_events (run_id, number, at, kind, text, actor, node)
            SELECT 7, n, {Ago("60")}, 'note', 'a note', 'task', 'web-2:4711' FROM {Series(11, 10_000, "e")}
            """;
        yield return $"""
            INSERT INTO maintenance_task_samples (run_id, at, ticks, mark)
            SELECT r.n, {Ago("(300 - s.n) * 5")}, s.n * 1000, CASE WHEN s.n % 50 = 0 THEN 'held' END FROM {Series(running + 1, runs, "r")} CROSS JOIN {Series(1, 300, "s")}
            """;

        string Partitions(string of) => $"""
            INSERT INTO maintenance_task_partitions (run_id, number, cursor, done, ticks, skipped, vanished, affected, time_running_ms, owner, beat, epoch, checkpoint_seq, attempts, claimed_at, moved_at)
            SELECT run_id, number, '1000', CASE WHEN kind = 'working' THEN {no} ELSE {yes} END, 50000, 0, 0, 50000, 60000, owner, 5, 1, 9, 1, {Ago("60")}, {Ago("1")}
            FROM ({of}) AS p
            """;
    }
}
