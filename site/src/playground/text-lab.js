// What the second half of the page computes: a trained network reads a text, with some of its gates held. It knows no document.
import { dense, forward, free, run, softmax } from '../gru.js';

/**
 * @typedef {object} TextNetwork as `gru site --train` writes it
 * @property {string} alphabet @property {number} hidden @property {number} characters @property {number} updates @property {number} bits @property {number} baseline
 * @property {import('../gru.js').Weights & { Wy: number[][], by: number[] }} weights
 *
 * @typedef {{ gate: 'z' | 'r', unit: number | null, at: number | null, value: number }} Grip null: all units, every letter
 */

export const longest = 120;

export class TextLab {
  /** @type {Grip[]} */
  grips = [];

  /** The generator's last number; 0 before the first. */
  drawn = 0;

  text = '';

  /** What every letter does with all gates free, and with the grips. @type {import('../gru.js').Step[]} */
  untouched = [];

  /** @type {import('../gru.js').Step[]} */
  steps = [];

  /** @param {TextNetwork} network */
  constructor(network) {
    this.network = network;
    this.read('The update gate ');
  }

  /** Reads a text from an empty state; characters that the network has never seen are left out. @param {string} text @returns {string[]} those left out */
  read(text) {
    const known = [...text].filter((c) => this.network.alphabet.includes(c));
    this.text = known.slice(0, longest).join('') || ' ';
    this.compute();
    return [...new Set([...text].filter((c) => !this.network.alphabet.includes(c)))];
  }

  /** Takes a gate; an older grip on the same place is replaced. @param {Grip} grip */
  hold(grip) {
    this.grips = this.grips.filter((g) => g.gate !== grip.gate || g.unit !== grip.unit || g.at !== grip.at);
    this.grips.push(grip);
    this.compute();
  }

  letGo() {
    this.grips = [];
    this.compute();
  }

  /** @param {number} t @returns {import('../gru.js').Hold} */
  holdAt(t) {
    const hold = free(this.network.hidden);
    for (const { gate, unit, at, value } of this.grips) {
      if (at !== null && at !== t) continue;
      if (unit === null) hold[gate].fill(value);
      else hold[gate][unit] = value;
    }
    return hold;
  }

  compute() {
    const { network } = this, symbols = [...this.text].map((c) => network.alphabet.indexOf(c)), h0 = new Array(network.hidden).fill(0);
    this.untouched = run(network.weights, symbols, h0, () => free(network.hidden));
    this.steps = this.grips.length === 0 ? this.untouched : run(network.weights, symbols, h0, (t) => this.holdAt(t));
  }

  /** Chances of each character after the whole text. @param {import('../gru.js').Step[]} steps @param {number} temperature */
  prediction(steps, temperature = 1) {
    return softmax(dense(this.network.weights.Wy, this.network.weights.by, steps[steps.length - 1].h), temperature);
  }

  /** The most likely next characters, by either network. @param {number} count @returns {{ letter: string, before: number, now: number }[]} */
  likely(count) {
    const before = this.prediction(this.untouched), now = this.prediction(this.steps);
    return [...this.network.alphabet].map((letter, k) => ({ letter, before: before[k], now: now[k] }))
      .sort((a, b) => Math.max(b.before, b.now) - Math.max(a.before, a.now)).slice(0, count).sort((a, b) => b.now - a.now);
  }

  /** Writes on by drawing from its own prediction, gates held as they are. @param {number} count @param {number} temperature */
  writeOn(count, temperature = 0.6) {
    const { network } = this;
    let text = this.text, step = this.steps[this.steps.length - 1];
    for (let k = 0; k < count && text.length < longest; k++) {
      let chance = this.random(), next = 0;
      const chances = softmax(dense(network.weights.Wy, network.weights.by, step.h), temperature);
      while (next < chances.length - 1 && (chance -= chances[next]) >= 0) next++;
      step = forward(network.weights, next, step.h, this.holdAt(text.length));
      text += network.alphabet[next];
    }
    this.read(text);
  }

  /** The same numbers in the same order at every visit (Park and Miller 1988). */
  random() {
    this.drawn = (((this.drawn || 20140601) * 48271) % 2147483647);
    return this.drawn / 2147483647;
  }

  /** Units in the order of how much they keep, those that keep most first. */
  get byKeeping() {
    const mean = (/** @type {number} */ j) => this.untouched.reduce((sum, s) => sum + s.z[j], 0);
    return Array.from({ length: this.network.hidden }, (_, j) => j).sort((a, b) => mean(b) - mean(a));
  }
}
