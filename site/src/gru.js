// The GRU of src/GruNotebooks/Cells/GruCell.cs in plain JavaScript: same equations, same numbers, reset before the product, z keeps.
// Shapes: x (I), h (H), W* (H × I), U* (H × H), b* (H). A gate that is held has a number in hold.z or hold.r for its unit.

/**
 * @typedef {object} Weights
 * @property {number[][]} Wz @property {number[][]} Uz @property {number[]} bz
 * @property {number[][]} Wr @property {number[][]} Ur @property {number[]} br
 * @property {number[][]} Wh @property {number[][]} Uh @property {number[]} bh
 *
 * @typedef {(number | null)[]} Held one entry a unit; null leaves its gate free
 * @typedef {{ z: Held, r: Held }} Hold
 *
 * @typedef {object} Step
 * @property {number[] | number} x the input, or the place of the one in a one-hot input
 * @property {number[]} hPrev @property {number[]} z @property {number[]} r @property {number[]} hTilde @property {number[]} h
 * @property {Hold} hold
 *
 * @typedef {'carry' | 'candidate' | 'reset' | 'update'} Path
 */

const sigmoid = (/** @type {number} */ a) => 1 / (1 + Math.exp(-a));

/** @param {number} rows @param {number} columns */
export const zeros = (rows, columns) => Array.from({ length: rows }, () => new Array(columns).fill(0));

/** Nothing held. @param {number} H @returns {Hold} */
export const free = (H) => ({ z: new Array(H).fill(null), r: new Array(H).fill(null) });

/** W x of unit j. @param {number[][]} W @param {number[] | number} x @param {number} j */
function times(W, x, j) {
  if (typeof x === 'number') return W[j][x];
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += W[j][i] * x[i];
  return sum;
}

/** One step forward. @param {Weights} w @param {number[] | number} x @param {number[]} hPrev @param {Hold} hold @returns {Step} */
export function forward(w, x, hPrev, hold) {
  const units = hPrev.map((_, j) => j);
  const z = units.map((j) => hold.z[j] ?? sigmoid(times(w.Wz, x, j) + times(w.Uz, hPrev, j) + w.bz[j])); // (1)
  const r = units.map((j) => hold.r[j] ?? sigmoid(times(w.Wr, x, j) + times(w.Ur, hPrev, j) + w.br[j])); // (2)
  const seen = units.map((j) => r[j] * hPrev[j]);
  const hTilde = units.map((j) => Math.tanh(times(w.Wh, x, j) + times(w.Uh, seen, j) + w.bh[j])); // (3)
  const h = units.map((j) => z[j] * hPrev[j] + (1 - z[j]) * hTilde[j]); // (4)
  return { x, hPrev, z, r, hTilde, h, hold };
}

/** A whole sequence. @param {Weights} w @param {(number[] | number)[]} xs @param {number[]} h0 @param {(t: number) => Hold} holdAt @returns {Step[]} */
export function run(w, xs, h0, holdAt) {
  /** @type {Step[]} */
  const steps = [];
  xs.forEach((x, t) => steps.push(forward(w, x, t === 0 ? h0 : steps[t - 1].h, holdAt(t))));
  return steps;
}

/**
 * ∂h'/∂h of one step as its four paths, each H × H: row = unit of h', column = unit of h. They add up to the whole.
 * @param {Weights} w @param {Step} step @returns {Record<Path, number[][]>}
 */
export function jacobian(w, { hPrev, z, r, hTilde, hold }) {
  const H = hPrev.length;
  const paths = { carry: zeros(H, H), candidate: zeros(H, H), reset: zeros(H, H), update: zeros(H, H) };
  for (let i = 0; i < H; i++) {
    const intoCandidate = (1 - z[i]) * (1 - hTilde[i] * hTilde[i]);
    paths.carry[i][i] = z[i];
    for (let k = 0; k < H; k++) {
      paths.candidate[i][k] = intoCandidate * w.Uh[i][k] * r[k];
      if (hold.z[i] === null) paths.update[i][k] = (hPrev[i] - hTilde[i]) * z[i] * (1 - z[i]) * w.Uz[i][k];
      for (let j = 0; j < H; j++)
        if (hold.r[j] === null) paths.reset[i][k] += intoCandidate * w.Uh[i][j] * hPrev[j] * r[j] * (1 - r[j]) * w.Ur[j][k];
    }
  }
  return paths;
}

/** The sum of the four paths. @param {Record<Path, number[][]>} paths */
export const total = (paths) =>
  paths.carry.map((row, i) => row.map((_, k) => paths.carry[i][k] + paths.candidate[i][k] + paths.reset[i][k] + paths.update[i][k]));

/** @param {number} H @param {number} I @returns {Weights} */
export const zeroWeights = (H, I) => ({
  Wz: zeros(H, I), Uz: zeros(H, H), bz: new Array(H).fill(0),
  Wr: zeros(H, I), Ur: zeros(H, H), br: new Array(H).fill(0),
  Wh: zeros(H, I), Uh: zeros(H, H), bh: new Array(H).fill(0),
});

/**
 * One step back, in the order of GruCell.Backward: dh is the gradient of a loss to h; gradients of weights are added into grad.
 * @param {Weights} w @param {Step} step @param {number[]} dh @param {Weights} grad @returns {number[]} the gradient to hPrev
 */
export function backward(w, step, dh, grad) {
  const { x, hPrev, z, r, hTilde, hold } = step;
  const units = hPrev.map((_, j) => j);
  const column = (/** @type {number[][]} */ U, /** @type {number[]} */ a, /** @type {number} */ k) => units.reduce((sum, j) => sum + U[j][k] * a[j], 0);
  const daH = units.map((j) => dh[j] * (1 - z[j]) * (1 - hTilde[j] * hTilde[j])); // ∂(4)/∂h~, ∂(3) through tanh
  const drh = units.map((k) => column(w.Uh, daH, k)); // ∂(3)/∂(r ⊙ h)
  const daR = units.map((j) => (hold.r[j] === null ? drh[j] * hPrev[j] * r[j] * (1 - r[j]) : 0)); // ∂(3)/∂r, ∂(2) through σ
  const daZ = units.map((j) => (hold.z[j] === null ? dh[j] * (hPrev[j] - hTilde[j]) * z[j] * (1 - z[j]) : 0)); // ∂(4)/∂z, ∂(1) through σ
  const seen = units.map((j) => r[j] * hPrev[j]);
  for (const [gate, da, read] of /** @type {['z' | 'r' | 'h', number[], number[]][]} */ ([['z', daZ, hPrev], ['r', daR, hPrev], ['h', daH, seen]]))
    for (const j of units) {
      grad[`b${gate}`][j] += da[j];
      if (typeof x === 'number') grad[`W${gate}`][j][x] += da[j];
      else x.forEach((value, i) => { grad[`W${gate}`][j][i] += da[j] * value; });
      read.forEach((value, k) => { grad[`U${gate}`][j][k] += da[j] * value; });
    }
  return units.map((k) => dh[k] * z[k] // path 1 of 4: carry
    + drh[k] * r[k] // path 2 of 4: candidate
    + column(w.Ur, daR, k) // path 3 of 4: through r
    + column(w.Uz, daZ, k)); // path 4 of 4: through z
}

/**
 * How much each state matters to one unit of the last state: element t is ∂h_last[unit]/∂h_t, with h_{-1} put first.
 * @param {Weights} w @param {Step[]} steps @param {number} unit @returns {number[][]}
 */
export function influence(w, steps, unit) {
  const last = steps[steps.length - 1], grad = zeroWeights(last.h.length, typeof last.x === 'number' ? w.Wz[0].length : last.x.length);
  const rows = [last.h.map((_, j) => Number(j === unit))];
  for (let t = steps.length - 1; t >= 0; t--) rows.unshift(backward(w, steps[t], rows[0], grad));
  return rows;
}

/** Chances from scores. @param {number[]} scores @param {number} temperature */
export function softmax(scores, temperature = 1) {
  const top = Math.max(...scores), e = scores.map((s) => Math.exp((s - top) / temperature)), sum = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / sum);
}

/** Dense layer. @param {number[][]} W @param {number[]} b @param {number[]} h */
export const dense = (W, b, h) => W.map((_, j) => times(W, h, j) + b[j]);
