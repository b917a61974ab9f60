using System.ComponentModel;
using System.Security.Claims;
using ModelContextProtocol.Server;

namespace McpSample;

/// <summary>What the MCP server can do.</summary>
[McpServerToolType]
internal sealed class OrderTools
{
    [McpServerTool(Name = "get_order"), Description("Gets an order of the user who has signed in.")]
    public static string GetOrder(ClaimsPrincipal user, [Description("The order's number.")] int id) =>
        $"Order {id} of {user.Identity?.Name}: tea";
}
