// Fewer ticks below the panels, as many as there is room for.
import { widthOf } from './text.js';
import { letterCount } from './width.js';

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Part} Part @typedef {import('./page.js').Axis} Axis */

/** The panels that have become narrower get ticks that do not touch. @param {Page} page */
export function spaceTicks(page) {
  const letters = letterCount(page);
  for (const panel of page.panels) {
    const { x } = panel, wide = page.widthOf(panel), size = x.tickfont?.size ?? 14;
    if (wide >= panel.was.wide) continue;
    if (letters > 0 && x.ticktext) x.tickangle = 0;
    else if (x.type === 'category' || x.ticktext) x.automargin = true;
    if (!x.range) continue;
    if (x.tickvals && !x.ticktext) x.ticktext = x.tickvals.map(String);
    const numbers = x.ticktext?.length > 0 && x.ticktext.every((text) => /^[\d.,]+$/.test(text));
    if (numbers) keepTicksApart(page, x, size, wide);
    else if (x.nticks || x.dtick) setStep(page, x, size, wide);
  }
}

/**
 * Of the given numbers those stay that have room.
 * @param {Page} page @param {Axis} x @param {number} size of the letters, pixels @param {number} wide pixels
 */
function keepTicksApart(page, x, size, wide) {
  const pixel = wide / (x.range[1] - x.range[0]), /** @type {number[]} */ kept = [];
  let end = -Infinity;
  x.tickvals.forEach((value, i) => {
    const middle = (x.type === 'log' ? Math.log10(value) : value) * pixel, half = widthOf(page, x.ticktext[i], size) / 2;
    if (!(middle - half > end + 8)) return;
    kept.push(i);
    end = middle + half;
  });
  x.tickvals = kept.map((i) => x.tickvals[i]);
  x.ticktext = kept.map((i) => x.ticktext[i]);
  x.tickangle = 0;
}

/**
 * The smallest round step whose numbers have room, but two ticks at least.
 * @param {Page} page @param {Part} x @param {number} size of the letters, pixels @param {number} wide pixels
 */
function setStep(page, x, size, wide) {
  const [low, high] = x.range, steps = stepsOf(x);
  const label = Math.max(widthOf(page, tickText(x, low), size), widthOf(page, tickText(x, high), size)) + 14;
  /** How many ticks a step makes. @param {number} step */
  const count = (step) => Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1;
  x.dtick = steps.find((step) => count(step) * label <= wide) ?? steps.at(-1);
  if (count(x.dtick) < 2) x.dtick = steps.findLast((step) => count(step) >= 2) ?? x.dtick;
  x.tick0 = 0;
  delete x.nticks;
}

/**
 * The steps to choose from, in units of the axis (decades of a logarithmic one); whole ones where the figure gave one.
 * @param {Part} x @returns {number[]}
 */
function stepsOf({ type, dtick, range: [low, high] }) {
  if (type === 'log') return [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15].map((k) => k * (dtick ?? 1));
  const tenth = 10 ** Math.floor(Math.log10((high - low) / 20));
  return [1, 2, 5, 10, 20, 50].map((k) => (dtick ? Math.max(1, Math.round(k * tenth)) : k * tenth));
}

/**
 * About what plotly.js writes at a tick.
 * @param {Part} x @param {number} value in units of the axis, which are decades on a logarithmic one
 */
function tickText({ type, exponentformat }, value) {
  if (type !== 'log') return String(Number(value.toPrecision(4)));
  return exponentformat === 'power' ? '10−00' : String(Number((10 ** Math.round(value)).toPrecision(2)));
}
