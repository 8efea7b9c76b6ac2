using GruNotebooks.Display;
using GruNotebooks.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Training;
using GruNotebooks.Tasks;
using GruNotebooks.Gradients;
using GruNotebooks.Measuring;
using GruNotebooks.Inspection;
using GruNotebooks.Interop;
using GruNotebooks.Charts;
using GruNotebooks.Lessons.Museum;
using GruNotebooks.Lessons.Claims;
using GruNotebooks.Lessons.Listings;
using GruNotebooks.Lessons.Demonstrations;
using GruNotebooks.Lessons.Drawings;
using GruNotebooks.Lessons.Exercises;
using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
// Plotly.NET has a Chart for F# and one for C#.
using Chart = Plotly.NET.CSharp.Chart;

// .NET Interactive brings an FSharp.Core of its own, older than the one that Plotly.NET asks for by name, and loads what a notebook refers to beside it.
// Two of them in one process do not fit together; so everything is loaded where the host's assemblies are, and what the host has already is taken from it.
static System.Reflection.Assembly FromHostOrBuild(System.Runtime.Loader.AssemblyLoadContext context, System.Reflection.AssemblyName wanted)
{
    string file = System.IO.Path.Combine("OUTPUT_FOLDER", wanted.Name + ".dll");
    if (!System.IO.File.Exists(file)) return null;
    return wanted.Version is null ? context.LoadFromAssemblyPath(file) : context.LoadFromAssemblyName(new System.Reflection.AssemblyName(wanted.Name));
}
System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += FromHostOrBuild;
foreach (string library in "LIBRARIES".Split('|'))
    System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyName(new System.Reflection.AssemblyName(library));

// Numbers in a sentence that a cell writes have a decimal point, wherever the reader lives.
System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.InvariantCulture;

// A method of its own, because the library is looked for when a method that names it is first called.
static void ShowChartsAndTables() => NotebookFormats.Register();
ShowChartsAndTables();
