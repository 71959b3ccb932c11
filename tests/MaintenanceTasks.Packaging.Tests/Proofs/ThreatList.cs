namespace MaintenanceTasks.Packaging.Tests;

/// <summary>What somebody may try against dashboard and command line, and what stands against it.</summary>
internal static class ThreatList
{
    public static IReadOnlyList<ProofRow> All { get; } =
    [
        new("S1", "a dashboard that is open by mistake", "without `RequireAuthorization` or an explicit `AllowAnonymous` the application does not start; every address is covered"),
        new("S2", "acting on what one may not see", "policies for viewing, starting, controlling and for single tasks; asked again at every request and download"),
        new("S3", "a form sent from another site", "an antiforgery token, and `Sec-Fetch-Site`; nothing changes by GET"),
        new("S4", "markup or control characters in names, arguments, files, errors", "everything is encoded; a content security policy without exceptions; the command line prints no control characters"),
        new("S5", "the dashboard in somebody else's frame", "`frame-ancestors` of the content security policy: the same site only"),
        new("S6", "a redirect to somewhere else", "redirects lead to addresses we made; none is taken from a request"),
        new("S7", "fields that nobody offered", "only declared parameters are bound; an unknown name is refused; status, owner and cursor are none"),
        new("S8", "SQL in arguments, keys or cursors", "values are parameters of the statement; names of columns come from the model"),
        new("S9", "secrets in pages, logs, events, errors, tables", "`[Secret]`: stored protected, masked wherever something is told"),
        new("S10", "paths in names of files", "a name is a label; where a file is stored has nothing to do with it"),
        new("S11", "files that are too large, broken or meant to harm", "the limit is enforced while the file arrives; fields are limited; any bytes are read or refused by line"),
        new("S12", "formulas and markup in files that are given back", "a file is given back as it came, as an attachment; nothing of ours writes one"),
        new("S13", "an address that the server is to ask", "no assembly of ours can open a connection by itself"),
        new("S14", "pages that cost the database dearly", "no page counts or passes over rows; a count ends when its time is up; many viewers share one reader"),
        new("S15", "a request that is sent twice", "the form carries an idempotency key: one run"),
        new("S16", "nobody knows who it was", "events are only ever added: who, when, where; user and host from the command line"),
        new("S17", "rows that somebody changed by hand", "a word that is no status is refused with those there are"),
        new("S18", "names of types in stored text", "tasks are looked up among the registered ones; a class that is none is not found"),
        new("S19", "line breaks and escapes in what is logged or printed", "structured logs; nothing that acts on a terminal is printed"),
        new("S20", "scripts and styles from somewhere else", "one script and one style sheet, embedded, with an ETag; no foreign address on any page"),
    ];
}
