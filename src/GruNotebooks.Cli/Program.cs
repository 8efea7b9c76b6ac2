using GruNotebooks.Cli.Verbs;

return await GruCommand.InvokeAsync(args, Console.Out, Console.Error);
