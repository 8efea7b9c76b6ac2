using GruNotebooks.Cli.Kernel;
using GruNotebooks.Cli.Verbs;

// What `gru run` starts for every notebook: no verb, because it must not load what verbs need.
return args is [KernelProcess.Verb] ? await KernelHost.RunAsync() : await GruCommand.InvokeAsync(args, Console.Out, Console.Error);
