// A character-level GRU in one file: forward, backward, Adam, sampling. No library, no package.
//     dotnet run apps/gru.cs -- text.txt 5000     learns to predict each next character of text.txt, in 5,000 updates, and writes on
// Equations and their numbers are those of src/GruNotebooks/Cells/GruCell.cs: reset before the product, z keeps.
using System.Diagnostics;
using System.Globalization;

const int Hidden = 64, Steps = 50;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var updates = 5000;
if (args.Length is 0 or > 2 || (args.Length == 2 && !(int.TryParse(args[1], out updates) && updates > 0)))
    return Fail("name a text file, and after it the number of updates if you like: dotnet run apps/gru.cs -- text.txt 5000");
string text;
try { text = File.ReadAllText(args[0]); }
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException) { return Fail($"{args[0]} cannot be read: {failure.Message}"); }
if (text.Length <= Steps) return Fail($"{args[0]} has {text.Length} characters; at least {Steps + 1} are needed, and a hundred thousand are better.");

var alphabet = text.Distinct().Order().ToArray();
var symbols = text.Select(character => Array.BinarySearch(alphabet, character)).ToArray();
var gru = new CharGru(alphabet.Length, Hidden, seed: 1);
var (state, at, loss, clock) = (new double[Hidden], 0, Math.Log(alphabet.Length), Stopwatch.StartNew());
Console.WriteLine($"{text.Length} characters, {alphabet.Length} of them different; {gru.All.Sum(w => w.Value.Length)} parameters.");
for (var update = 1; update <= updates; update++, at += Steps)
{
    if (at + Steps >= symbols.Length) (at, state) = (0, new double[Hidden]);   // a new pass over the text: nothing to remember
    loss += 0.01 * (gru.Learn(symbols.AsSpan(at, Steps + 1), ref state) - loss);
    foreach (var weight in gru.All) weight.Adam(update);
    if (update % 500 != 0 && update != updates) continue;
    Console.WriteLine($"\n{update} updates, {loss / Math.Log(2):F3} bits a character, {update * Steps / clock.Elapsed.TotalSeconds:N0} characters a second");
    Console.WriteLine(string.Concat(gru.Sample(symbols[0], length: 200, seed: update).Select(symbol => alphabet[symbol])));
}
return 0;

static int Fail(string message) { Console.Error.WriteLine("gru.cs: " + message); return 2; }

/// <summary>A matrix of weights (rows × columns, row by row), its gradient, and the two averages that Adam keeps.</summary>
sealed class Weights(int rows, int columns, double range, Random random)
{
    public readonly double[] Value = [.. Enumerable.Range(0, rows * columns).Select(_ => range * ((2 * random.NextDouble()) - 1))];
    public readonly double[] Gradient = new double[rows * columns];
    private readonly double[] mean = new double[rows * columns], square = new double[rows * columns];

    /// <summary>y += W x.</summary>
    public void Times(double[] x, double[] y)
    {
        for (var (i, k) = (0, 0); i < rows; i++)
            for (var j = 0; j < columns; j++, k++) y[i] += Value[k] * x[j];
    }

    /// <summary>The backward pass of y += W x: the gradient of W += dy xᵀ, and dx += Wᵀ dy.</summary>
    public void Back(double[] dy, double[] x, double[] dx)
    {
        for (var (i, k) = (0, 0); i < rows; i++)
            for (var j = 0; j < columns; j++, k++) (Gradient[k], dx[j]) = (Gradient[k] + (dy[i] * x[j]), dx[j] + (Value[k] * dy[i]));
    }

    /// <summary>W times a one-hot vector is a column of W; a bias is its own only column.</summary>
    public double[] Column(int j = 0) => [.. Enumerable.Range(0, rows).Select(i => Value[(i * columns) + j])];
    public void BackColumn(double[] dy, int j = 0) { for (var i = 0; i < rows; i++) Gradient[(i * columns) + j] += dy[i]; }

    /// <summary>Adam (Kingma and Ba 2015, algorithm 1), each gradient clipped to ±1; the gradient is zero afterwards.</summary>
    public void Adam(int update, double rate = 0.005, double beta1 = 0.9, double beta2 = 0.999)
    {
        var step = rate * Math.Sqrt(1 - Math.Pow(beta2, update)) / (1 - Math.Pow(beta1, update));
        for (var k = 0; k < Value.Length; k++)
        {
            var g = Math.Clamp(Gradient[k], -1, 1);
            mean[k] += (1 - beta1) * (g - mean[k]);
            square[k] += (1 - beta2) * ((g * g) - square[k]);
            Value[k] -= step * mean[k] / (Math.Sqrt(square[k]) + 1e-8);
        }
        Array.Clear(Gradient);
    }
}

/// <summary>A GRU of H units that reads symbols one-hot, and a dense layer with softmax that says which comes next.</summary>
sealed class CharGru
{
    public readonly Weights Wz, Wr, Wh, Uz, Ur, Uh, bz, br, bh, Wy, by;
    public CharGru(int symbols, int H, int seed)
    {
        var random = new Random(seed);
        Weights New(int rows, int columns) => new(rows, columns, 1 / Math.Sqrt(H), random);
        (Wz, Wr, Wh, Uz, Ur, Uh) = (New(H, symbols), New(H, symbols), New(H, symbols), New(H, H), New(H, H), New(H, H));
        (bz, br, bh, Wy, by) = (New(H, 1), New(H, 1), New(H, 1), New(symbols, H), New(symbols, 1));
    }

    public Weights[] All => [Wz, Wr, Wh, Uz, Ur, Uh, bz, br, bh, Wy, by];

    /// <summary>Reads T + 1 symbols, predicts each from those before it, and adds the gradients of the mean loss (in nats), which it returns.</summary>
    public double Learn(ReadOnlySpan<int> symbols, ref double[] state)
    {
        var (T, loss, steps) = (symbols.Length - 1, 0.0, new Stack<(int x, int next, double[] hPrev, double[] z, double[] r, double[] hTilde, double[] h, double[] p)>());
        for (var t = 0; t < T; t++)
        {
            var (z, r, hTilde, h, p) = Step(symbols[t], state);
            loss -= Math.Log(p[symbols[t + 1]]) / T;
            steps.Push((symbols[t], symbols[t + 1], state, z, r, hTilde, h, p));
            state = h;
        }
        var dh = Each(_ => 0);                                                              // nothing comes back from after the piece
        foreach (var (x, next, hPrev, z, r, hTilde, h, p) in steps)                         // the last step first
        {
            var dy = p.Select((chance, k) => (chance - (k == next ? 1 : 0)) / T).ToArray(); // ∂(6), ∂(5): softmax and cross-entropy
            Wy.Back(dy, h, dh); by.BackColumn(dy);
            var (dhPrev, drh) = (Each(j => dh[j] * z[j]), Each(_ => 0));                    // ∂(4)/∂h   path 1 of 4: carry
            var daH = Each(j => dh[j] * (1 - z[j]) * (1 - (hTilde[j] * hTilde[j])));        // ∂(4)/∂h~, ∂(3) through tanh
            Uh.Back(daH, Each(j => r[j] * hPrev[j]), drh);                                  // ∂(3)/∂(r ⊙ h)
            var daR = Each(j => drh[j] * hPrev[j] * r[j] * (1 - r[j]));                     // ∂(3)/∂r, ∂(2) through σ
            var daZ = Each(j => dh[j] * (hPrev[j] - hTilde[j]) * z[j] * (1 - z[j]));        // ∂(4)/∂z, ∂(1) through σ
            for (var j = 0; j < r.Length; j++) dhPrev[j] += drh[j] * r[j];                  // ∂(3)/∂h   path 2 of 4: candidate
            Ur.Back(daR, hPrev, dhPrev);                                                    // ∂(2)/∂h   path 3 of 4: through r
            Uz.Back(daZ, hPrev, dhPrev);                                                    // ∂(1)/∂h   path 4 of 4: through z
            Wh.BackColumn(daH, x); Wr.BackColumn(daR, x); Wz.BackColumn(daZ, x); bh.BackColumn(daH); br.BackColumn(daR); bz.BackColumn(daZ);
            dh = dhPrev;
        }
        return loss;
    }

    /// <summary>Draws each next symbol from the network's own prediction and reads it in turn.</summary>
    public IEnumerable<int> Sample(int x, int length, int seed)
    {
        var (random, h) = (new Random(seed), Each(_ => 0));
        while (length-- > 0)
        {
            (_, _, _, h, var p) = Step(x, h);
            var chance = random.NextDouble();
            for (x = 0; x < p.Length - 1 && (chance -= p[x]) >= 0;) x++;
            yield return x;
        }
    }

    private (double[] z, double[] r, double[] hTilde, double[] h, double[] p) Step(int x, double[] hPrev)
    {
        var (az, ar, ah, y) = (Wz.Column(x), Wr.Column(x), Wh.Column(x), by.Column());
        Uz.Times(hPrev, az); Ur.Times(hPrev, ar);
        var z = Each(j => Sigmoid(az[j] + bz.Value[j]));                                    // (1) update gate
        var r = Each(j => Sigmoid(ar[j] + br.Value[j]));                                    // (2) reset gate
        Uh.Times(Each(j => r[j] * hPrev[j]), ah);
        var hTilde = Each(j => Math.Tanh(ah[j] + bh.Value[j]));                             // (3) candidate: r before the product
        var h = Each(j => (z[j] * hPrev[j]) + ((1 - z[j]) * hTilde[j]));                    // (4) new state: z = 1 keeps
        Wy.Times(h, y);                                                                     // (5) a score for each symbol
        var top = y.Max();
        var sum = y.Sum(score => Math.Exp(score - top));
        return (z, r, hTilde, h, [.. y.Select(score => Math.Exp(score - top) / sum)]);      // (6) softmax
    }

    private double[] Each(Func<int, double> of) => [.. Enumerable.Range(0, bz.Value.Length).Select(of)];
    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));
}
