import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backward, forward, free, influence, jacobian, run, total, zeroWeights } from '../src/gru.js';

const H = 3, I = 2;
let seed = 7;
const random = () => { seed = (seed * 16807) % 2147483647; return (2 * seed) / 2147483647 - 1; };
const weights = zeroWeights(H, I);
for (const value of Object.values(weights))
  value.forEach((row, i) => { if (Array.isArray(row)) row.forEach((_, k) => { row[k] = random(); }); else value[i] = random(); });
const xs = Array.from({ length: 6 }, () => [random(), random()]), h0 = [0.3, -0.4, 0.2];
const loss = (w, start = h0, hold = free(H)) => run(w, xs, start, () => hold).at(-1).h.reduce((sum, v, j) => sum + v * (j + 1), 0);
const near = (a, b, what) => assert.ok(Math.abs(a - b) < 1e-8, `${what}: ${a} and ${b}`);

test('every gradient is what central differences give', () => {
  const steps = run(weights, xs, h0, () => free(H)), grad = zeroWeights(H, I);
  let dh = [1, 2, 3];
  for (const step of steps.toReversed()) dh = backward(weights, step, dh, grad);
  for (const [name, value] of Object.entries(weights))
    value.forEach((row, i) => (Array.isArray(row) ? row.map((_, k) => k) : [null]).forEach((k) => {
      const nudged = (by) => { const w = structuredClone(weights); if (k === null) w[name][i] += by; else w[name][i][k] += by; return loss(w); };
      near(k === null ? grad[name][i] : grad[name][i][k], (nudged(1e-6) - nudged(-1e-6)) / 2e-6, `${name}[${i}, ${k}]`);
    }));
  dh.forEach((d, j) => {
    const nudged = (by) => loss(weights, h0.map((h, k) => (k === j ? h + by : h)));
    near(d, (nudged(1e-6) - nudged(-1e-6)) / 2e-6, `h0[${j}]`);
  });
});

test('the four paths add up to the derivative, gates held or free', () => {
  for (const hold of [free(H), { z: [null, 0.5, null], r: [1, null, 0] }]) {
    const at = (h) => forward(weights, xs[0], h, hold).h, whole = total(jacobian(weights, forward(weights, xs[0], h0, hold)));
    for (let k = 0; k < H; k++) {
      const nudged = (by) => at(h0.map((h, j) => (j === k ? h + by : h)));
      nudged(1e-6).forEach((up, i) => near(whole[i][k], (up - nudged(-1e-6)[i]) / 2e-6, `[${i}, ${k}]`));
    }
  }
});

test('a held update gate alone decides how far back the last state looks', () => {
  const w = zeroWeights(1, 1), hold = { z: [0.9], r: [0] };
  const rows = influence(w, run(w, [[1], [1], [1]], [0.5], () => hold), 0);
  rows.forEach((row, t) => near(row[0], 0.9 ** (3 - t), `step ${t}`));
});

test('a one-hot input may be given by its place', () => {
  const by = forward(weights, 1, h0, free(H)), whole = forward(weights, [0, 1], h0, free(H));
  assert.deepEqual(by.h, whole.h);
});
