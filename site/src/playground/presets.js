// Weights that show one behaviour each, and inputs to try them on. All weights not named are zero.
import { zeroWeights } from '../gru.js';

/**
 * @typedef {object} Preset
 * @property {string} name @property {string} words @property {1 | 2} units @property {string} input
 * @property {number | null} z where every update gate is held; null leaves them free
 * @property {number | null} r
 * @property {(w: import('../gru.js').Weights) => void} set
 */

export const T = 24;

/** @type {Preset[]} */
export const presets = [
  {
    name: 'memory keeper', units: 1, input: 'pulses', z: null, r: null,
    words: 'z is near 1 while nothing comes, so the state is kept. A positive input pulls z down and is written; a negative one is not let in.',
    set: (w) => { w.Wz[0][0] = -8; w.bz[0] = 4; w.br[0] = 4; w.Wh[0][0] = 2; },
  },
  {
    name: 'a new sentence begins', units: 1, input: 'pulses', z: 0, r: null,
    words: 'z is held at 0, so the state is the candidate. A negative input closes r: the candidate then sees that input alone, whatever came before.',
    set: (w) => { w.Wr[0][0] = 8; w.br[0] = 4; w.Wh[0][0] = 0.8; w.Uh[0][0] = 0.9; },
  },
  {
    name: 'fading memory', units: 1, input: 'one', z: 0.9, r: 1,
    words: 'z is held at 0.9: each step keeps nine tenths. Half of the state is gone after ln ½ / ln 0.9 = 6.6 steps, and the gradient fades at the same rate.',
    set: (w) => { w.Wh[0][0] = 3; },
  },
  {
    name: 'plain tanh unit', units: 1, input: 'one', z: 0, r: 1,
    words: 'With z held at 0 and r at 1 the cell is a plain recurrent unit. Its gradient has one path, and it shrinks at every step.',
    set: (w) => { w.Wh[0][0] = 2; w.Uh[0][0] = 0.9; },
  },
  {
    name: 'latch that holds itself', units: 1, input: 'pulses', z: null, r: 1,
    words: 'Uh above 1 gives the candidate two resting places. A pulse moves the state to one of them, and it stays there without any help of z.',
    set: (w) => { w.bz[0] = -2; w.Wh[0][0] = 3; w.Uh[0][0] = 2; },
  },
  {
    name: 'a circle', units: 2, input: 'one', z: 0.5, r: 1,
    words: 'Two units whose candidate turns their state by 60 degrees: after one pulse they keep swinging. No single unit can do that.',
    set: (w) => { w.Wh[0][0] = 2; w.Uh = [[1, -1.7], [1.7, 1]]; },
  },
  {
    name: 'one fast, one slow', units: 2, input: 'sine', z: null, r: 1,
    words: 'Both units follow the input. The update gate of the first is low and it follows at once; that of the second is high and it follows late and smoothly.',
    set: (w) => { w.bz = [-3, 2.5]; w.Wh = [[2], [2]]; },
  },
  {
    name: 'one opens the other', units: 2, input: 'pulses', z: null, r: 1,
    words: 'The first unit remembers whether a positive pulse came. Only then is the update gate of the second low, and it follows the input.',
    set: (w) => { w.Wz = [[-8], [0]]; w.Uz = [[0, 0], [-8, 0]]; w.bz = [4, 4]; w.Wh = [[2], [2]]; },
  },
];

/** @param {Preset} preset */
export function weightsOf(preset) {
  const w = zeroWeights(preset.units, 1);
  preset.set(w);
  return w;
}

/** @type {Record<string, (t: number) => number>} t from 0 */
export const patterns = {
  pulses: (t) => (t === 2 ? 1 : t === 13 ? -1 : t === 18 ? 0.5 : 0),
  one: (t) => (t === 2 ? 1 : 0),
  constant: () => 0.5,
  sine: (t) => Math.round(20 * Math.sin((t * Math.PI) / 4)) / 20,
  noise: (t) => Math.round(20 * Math.sin(12.9898 * (t + 1) * (t + 1))) / 20,
  zero: () => 0,
};

/** @param {string} name */
export const inputOf = (name) => Array.from({ length: T }, (_, t) => patterns[name](t));
