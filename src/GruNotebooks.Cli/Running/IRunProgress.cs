namespace GruNotebooks.Cli.Running;

/// <summary>Tells whoever waits how far a run is. Notebooks are named by their place in the list.</summary>
internal interface IRunProgress
{
    void Started(int notebook);

    void Finished(int notebook, NotebookResult result);
}
