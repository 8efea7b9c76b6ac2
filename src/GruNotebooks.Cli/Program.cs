using GruNotebooks.Cli.CommandLine;

return await GruCommand.InvokeAsync(args, Console.Out, Console.Error);
