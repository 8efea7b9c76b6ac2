using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Drawings;

/// <summary>Where the parts of a cell stand and how its values travel: one description for the picture and for the step-through.</summary>
/// <param name="Kind">Which cell.</param>
/// <param name="Paths">The ways that values take, in the order in which they are drawn.</param>
/// <param name="Nodes">What is computed.</param>
/// <param name="Finding">What the picture shows, in a sentence.</param>
internal sealed record CellDiagram(CellKind Kind, IReadOnlyList<DiagramPath> Paths, IReadOnlyList<DiagramNode> Nodes, string Finding)
{
    public const int Width = 720, Height = 350;

    /// <summary>Equations of the readable cell, which number the steps of the drawing.</summary>
    public int Steps => Kind.Equations;

    /// <exception cref="ArgumentException">There is no drawing of this kind.</exception>
    public static CellDiagram Of(CellKind kind) =>
        kind == CellKind.Rnn ? Rnn()
        : kind == CellKind.Lstm ? Lstm()
        : kind == CellKind.Gru ? Gru()
        : kind == CellKind.MinGru ? MinGru()
        : throw new ArgumentException($"There is no drawing of {kind.Name}; there are RNN, LSTM, GRU and minGRU.", nameof(kind));

    private static CellDiagram Rnn() => new(CellKind.Rnn,
    [
        new(1, "", (40, 300), (340, 300), (340, 240)) { From = "x" },
        new(1, "", (40, 80), (110, 80), (110, 275), (320, 275), (320, 240)) { From = "h", Memory = true },
        new(2, "", (330, 200), (330, 80), (680, 80)) { To = "h'", Memory = true },
    ],
    [new("a", NodeShape.Gate, 330, 220, "tanh", 1, "(1), (2)")],
    "One path only: the whole state passes through the product with U and the tanh at every step.");

    private static CellDiagram Gru() => new(CellKind.Gru,
    [
        new(1, "", (40, 300), (500, 300), (500, 240)) { From = "x" },
        new(1, "", (190, 300), (190, 240)) { Branches = true },
        new(1, "", (340, 300), (340, 240)) { Branches = true },
        new(1, "", (90, 80), (90, 275), (320, 275), (320, 240)) { Memory = true, Branches = true },
        new(2, "", (170, 275), (170, 240)) { Memory = true, Branches = true },
        new(3, "", (180, 80), (180, 136)) { Memory = true, Branches = true },
        new(3, "", (180, 200), (180, 164)),
        new(3, "r ⊙ h", (194, 150), (278, 150), (278, 325), (525, 325), (525, 240)) { LabelAt = (240, 142) },
        new(4, "z", (330, 200), (330, 94)) { LabelAt = (316, 125) },
        new(4, "", (330, 150), (401, 150)) { Branches = true },
        new(4, "1 − z", (429, 150), (496, 150)) { LabelAt = (450, 140) },
        new(4, "", (510, 200), (510, 164)),
        new(4, "", (510, 136), (510, 94)),
        new(4, "", (40, 80), (316, 80)) { From = "h", Memory = true },
        new(4, "z ⊙ h", (344, 80), (496, 80)) { Memory = true, LabelAt = (400, 70) },
        new(4, "", (524, 80), (680, 80)) { To = "h'", Memory = true },
    ],
    [
        new("z", NodeShape.Gate, 330, 220, "σ", 1, "(1)"), new("r", NodeShape.Gate, 180, 220, "σ", 2, "(2)"), new("h~", NodeShape.Candidate, 510, 220, "tanh", 3, "(3)"),
        new("", NodeShape.Operation, 180, 150, "×", 3, ""), new("", NodeShape.Operation, 330, 80, "×", 4, ""), new("", NodeShape.Operation, 415, 150, "1−", 4, ""),
        new("", NodeShape.Operation, 510, 150, "×", 4, ""), new("", NodeShape.Operation, 510, 80, "+", 4, "(4)"),
    ],
    "The state runs along the top, multiplied by z and joined by 1 − z times the candidate. Both gates read x and h; the reset gate lets a part of h into the candidate.");

    private static CellDiagram MinGru() => new(CellKind.MinGru,
    [
        new(1, "", (40, 300), (510, 300), (510, 240)) { From = "x" },
        new(1, "", (330, 300), (330, 240)) { Branches = true },
        new(3, "z", (330, 200), (330, 94)) { LabelAt = (316, 125) },
        new(3, "", (330, 150), (401, 150)) { Branches = true },
        new(3, "1 − z", (429, 150), (496, 150)) { LabelAt = (450, 140) },
        new(3, "", (510, 200), (510, 164)),
        new(3, "", (510, 136), (510, 94)),
        new(3, "", (40, 80), (316, 80)) { From = "h", Memory = true },
        new(3, "z ⊙ h", (344, 80), (496, 80)) { Memory = true, LabelAt = (400, 70) },
        new(3, "", (524, 80), (680, 80)) { To = "h'", Memory = true },
    ],
    [
        new("z", NodeShape.Gate, 330, 220, "σ", 1, "(1)"), new("h~", NodeShape.Candidate, 510, 220, "linear", 2, "(2)"),
        new("", NodeShape.Operation, 330, 80, "×", 3, ""), new("", NodeShape.Operation, 415, 150, "1−", 3, ""),
        new("", NodeShape.Operation, 510, 150, "×", 3, ""), new("", NodeShape.Operation, 510, 80, "+", 3, "(3)"),
    ],
    "The same top line as in a GRU, but no path leads from h down to the gate or to the candidate: both are known as soon as x is.");

    private static CellDiagram Lstm() => new(CellKind.Lstm,
    [
        new(1, "", (40, 300), (550, 300), (550, 240)) { From = "x" },
        new(1, "", (310, 300), (310, 240)) { Branches = true },
        new(2, "", (200, 300), (200, 240)) { Branches = true },
        new(3, "", (420, 300), (420, 240)) { Branches = true },
        new(1, "", (40, 275), (530, 275), (530, 240)) { From = "h" },
        new(1, "", (290, 275), (290, 240)) { Branches = true },
        new(2, "", (180, 275), (180, 240)) { Branches = true },
        new(3, "", (400, 275), (400, 240)) { Branches = true },
        new(5, "f", (190, 200), (190, 94)) { LabelAt = (178, 130) },
        new(5, "i", (300, 200), (300, 150), (396, 150)) { LabelAt = (340, 142) },
        new(5, "", (410, 200), (410, 164)),
        new(5, "i ⊙ g", (410, 136), (410, 94)) { LabelAt = (434, 118) },
        new(5, "", (40, 80), (176, 80)) { From = "c", Memory = true },
        new(5, "f ⊙ c", (204, 80), (396, 80)) { Memory = true, LabelAt = (290, 70) },
        new(5, "", (424, 80), (680, 80)) { To = "c'", Memory = true },
        new(6, "", (600, 80), (600, 103)) { Branches = true },
        new(6, "", (600, 131), (600, 156)),
        new(6, "o", (540, 200), (540, 170), (586, 170)) { LabelAt = (566, 162) },
        new(6, "", (614, 170), (680, 170)) { To = "h'" },
    ],
    [
        new("f", NodeShape.Gate, 190, 220, "σ", 2, "(2)"), new("i", NodeShape.Gate, 300, 220, "σ", 1, "(1)"), new("g", NodeShape.Candidate, 410, 220, "tanh", 3, "(3)"), new("o", NodeShape.Gate, 540, 220, "σ", 4, "(4)"),
        new("", NodeShape.Operation, 190, 80, "×", 5, ""), new("", NodeShape.Operation, 410, 150, "×", 5, ""), new("", NodeShape.Operation, 410, 80, "+", 5, "(5)"),
        new("", NodeShape.Operation, 600, 117, "th", 6, ""), new("", NodeShape.Operation, 600, 170, "×", 6, "(6)"),
    ],
    "The cell state runs along the top, multiplied by f and joined by i times the candidate g; the hidden state h' is what the output gate lets out of it.");
}

/// <summary>A way of straight pieces, with an arrow at its end.</summary>
/// <param name="Step">The equation in which the value travels.</param>
/// <param name="Label">What travels.</param>
/// <param name="Points">Corners in units of the drawing, y downwards.</param>
internal sealed record DiagramPath(int Step, string Label, params (int X, int Y)[] Points)
{
    /// <summary>What comes in at its beginning.</summary>
    public string From { get; init; } = "";

    /// <summary>What goes out at its end.</summary>
    public string To { get; init; } = "";

    /// <summary>Whether it begins on another way.</summary>
    public bool Branches { get; init; }

    /// <summary>Whether it carries what the cell remembers.</summary>
    public bool Memory { get; init; }

    /// <summary>Where the label stands.</summary>
    public (int X, int Y) LabelAt { get; init; }
}

/// <summary>What a node looks like.</summary>
internal enum NodeShape
{
    /// <summary>A box: a gate with weights.</summary>
    Gate,

    /// <summary>A box: the candidate, with weights.</summary>
    Candidate,

    /// <summary>A circle: element by element, without weights.</summary>
    Operation,
}

/// <summary>Something that is computed.</summary>
/// <param name="Name">Its symbol in the equations; empty for an operation.</param>
/// <param name="Shape">Box or circle.</param>
/// <param name="X">The middle.</param>
/// <param name="Y">The middle, downwards.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Step">The equation that computes it.</param>
/// <param name="Equation">Its number as it is shown; empty where another node shows it.</param>
internal sealed record DiagramNode(string Name, NodeShape Shape, int X, int Y, string Text, int Step, string Equation);
