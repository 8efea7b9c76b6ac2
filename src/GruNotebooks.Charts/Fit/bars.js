// Numbers on bars, and colour bars.
import { domainOf } from './page.js';
import { widestOf, wrapped } from './text.js';

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Part} Part */

/** Whether a trace is bars that stand. @param {Part} trace */
const stands = ({ type, orientation }) => type === 'bar' && orientation !== 'h';

/**
 * A number at the foot of a bar is out of sight where the axis begins above the foot: there it goes to the top.
 * @param {Part[]} data @param {Part} layout
 */
export function showNumbersAtFeet(data, layout) {
  for (const trace of data) {
    const y = layout[`yaxis${String(trace.yaxis ?? 'y').slice(1)}`];
    const hidden = trace.insidetextanchor === 'start' && y?.range?.[0] > 0 && y.type !== 'log';
    if (stands(trace) && hidden) trace.insidetextanchor = 'end';
  }
}

/** Numbers on bars too thin for them stand upright, because plotly.js would shrink them. @param {Page} page */
export function standNumbersUp(page) {
  const bars = page.data.filter(stands);
  for (const trace of bars) {
    const beside = bars.filter(({ xaxis }) => xaxis === trace.xaxis).length;
    const tooLong = () => widestOf(page, trace.text, 14) > 0.7 * page.widthOf(page.panels[0]) / trace.text.length / beside;
    if (Array.isArray(trace.text) && tooLong()) Object.assign(trace, { textangle: -90, constraintext: 'none' });
    if (trace.textangle === -90 && trace.textposition === 'outside') addRoomForNumbers(page, trace);
  }
}

/**
 * Standing numbers stay inside the panel, and above the line that the names hang from: the y axis becomes longer.
 * @param {Page} page @param {Part} trace
 */
function addRoomForNumbers(page, trace) {
  const { y: { type, range }, height } = page.panelOf(trace.xaxis);
  if (type === 'log' || !range) return;
  const bars = [trace, ...page.frames.flatMap((frame) => frame.data ?? [])].filter((part) => (part.type ?? 'bar') === 'bar');
  const values = bars.flatMap((part) => part.y ?? []), low = Math.min(...values), high = Math.max(...values);
  const part = (widestOf(page, trace.text, 14) + 8) / height; // of the axis
  if (low < 0) range[0] = Math.min(range[0], (low - part * range[1]) / (1 - part));
  if (high > 0) range[1] = Math.max(range[1], (high - part * range[0]) / (1 - part));
}

/** A colour bar stands right of its panel and is as high. @param {Page} page */
export function placeColourBars(page) {
  for (const { colorbar, showscale, xaxis } of page.data) {
    if (!colorbar || !showscale) continue;
    const { x, y } = page.panelOf(xaxis), [, right] = domainOf(x), [low, high] = domainOf(y);
    Object.assign(colorbar, { x: right + 8 / page.inner, y: (low + high) / 2, len: high - low });
    if (colorbar.title?.text) colorbar.title.text = wrapped(page, colorbar.title.text, 15, (high - low) * page.innerHeight);
  }
}
