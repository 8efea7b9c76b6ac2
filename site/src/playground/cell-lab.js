// What the first half of the page computes: weights, input and held gates in, every step and every gradient out. It knows no document.
import { influence, jacobian, run, total } from '../gru.js';
import { inputOf, presets, T, weightsOf } from './presets.js';

/** @typedef {import('../gru.js').Step} Step @typedef {import('../gru.js').Path} Path */

/** @type {[Path, string][]} */
export const pathNames = [['carry', 'carry, z'], ['candidate', 'candidate, directly'], ['reset', 'candidate, through r'], ['update', 'through z']];

export class CellLab {
  /** Which step is looked at, from 0. */
  at = 18;

  /** Whose last value the gradient is taken of. */
  ofUnit = 0;

  input = 'pulses';
  xs = inputOf('pulses');
  units = presets[0].units;
  weights = weightsOf(presets[0]);

  /** Where all gates of a kind are held; null leaves them free. @type {{ z: number | null, r: number | null }} */
  held = { z: null, r: null };

  /** @type {Step[]} */
  steps = [];

  /** Element t is ∂(last state of a unit)/∂h before step t, from 0; the last element is for the last state itself. @type {number[][]} */
  flow = [];

  constructor() { this.start(presets[0]); }

  /** @param {import('./presets.js').Preset} preset */
  start(preset) {
    this.units = preset.units;
    this.weights = weightsOf(preset);
    this.held = { z: preset.z, r: preset.r };
    this.draw(preset.input);
  }

  /** The other number of units: the weights of the first unit stay. @param {1 | 2} units */
  resize(units) {
    const grown = (/** @type {number[]} */ row, /** @type {number} */ n) => Array.from({ length: n }, (_, k) => row[k] ?? 0);
    const old = this.weights, w = structuredClone(old);
    for (const gate of /** @type {const} */ (['z', 'r', 'h'])) {
      w[`b${gate}`] = grown(old[`b${gate}`], units);
      w[`W${gate}`] = Array.from({ length: units }, (_, j) => grown(old[`W${gate}`][j] ?? [], 1));
      w[`U${gate}`] = Array.from({ length: units }, (_, j) => grown(old[`U${gate}`][j] ?? [], units));
    }
    Object.assign(this, { units, weights: w });
    this.ofUnit = Math.min(this.ofUnit, units - 1);
    this.compute();
  }

  /** @param {string} pattern */
  draw(pattern) {
    this.input = pattern;
    if (pattern !== 'drawn') this.xs = inputOf(pattern);
    this.compute();
  }

  /** @param {number} t from 0 @param {number} x */
  drawAt(t, x) {
    this.input = 'drawn';
    this.xs[t] = Math.round(20 * Math.min(1, Math.max(-1, x))) / 20;
    this.compute();
  }

  compute() {
    const H = this.units, hold = { z: new Array(H).fill(this.held.z), r: new Array(H).fill(this.held.r) };
    this.ofUnit = Math.min(this.ofUnit, H - 1);
    this.steps = run(this.weights, this.xs.map((x) => [x]), new Array(H).fill(0), () => hold);
    this.flow = influence(this.weights, this.steps, this.ofUnit);
  }

  get step() { return this.steps[this.at]; }

  get paths() { return jacobian(this.weights, this.step); }

  /** The gradient that arrives at the old state by each path: rows of dh times the path's Jacobian. @returns {Record<Path, number[]>} */
  get flowByPath() {
    const dh = this.flow[this.at + 1], paths = this.paths;
    const through = (/** @type {number[][]} */ J) => J.map((_, k) => J.reduce((sum, row, i) => sum + dh[i] * row[k], 0));
    return { carry: through(paths.carry), candidate: through(paths.candidate), reset: through(paths.reset), update: through(paths.update) };
  }

  get total() { return total(this.paths); }

  /** Moves to a step that exists. @param {number} at from 0 */
  go(at) { this.at = Math.min(T - 1, Math.max(0, at)); }
}
