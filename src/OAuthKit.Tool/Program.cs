using OAuthKit.Tool;

return await ToolCommandLine.RunAsync(args);
