using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

internal sealed class NodeEndpoints(ViewReader views, PageWriter pages, AccessRules access)
{
    public async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await access.DemandViewAsync(context).ConfigureAwait(false);
        var view = await views.NodesAsync(cancellationToken).ConfigureAwait(false);
        var hidden = await access.HiddenAsync(context, view.Nodes.SelectMany(node => node.Node.Tasks).Distinct()).ConfigureAwait(false);
        view = hidden is null ? view : view.Without(hidden);
        return Negotiation.WantsJson(context.Request)
            ? Results.Json(view.Nodes.Select(NodeDocument.Of).ToArray())
            : pages.Page<NodesPage, NodesView>(context, view);
    }
}
