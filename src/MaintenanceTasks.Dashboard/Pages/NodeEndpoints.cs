using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

internal sealed class NodeEndpoints(ViewReader views, PageWriter pages)
{
    public async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        pages.Page<NodesPage, NodesView>(context, await views.NodesAsync(cancellationToken).ConfigureAwait(false));
}
