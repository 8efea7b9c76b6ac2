// Notes: texts that stand at a place in a panel. Each is wrapped to its panel and moved back inside the picture.
import { domainOf, placeOn } from './page.js';
import { lineCount, widthOf, wrapped } from './text.js';
import { isHeadingOf } from './titles.js';

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Panel} Panel @typedef {import('./page.js').Part} Part */
/** @typedef {import('./page.js').Size} Size */
/** Edges in pixels from the left and the foot of a panel. @typedef {{ left: number, right: number, low: number, top: number }} Box */

/** The part of a note's width that lies left of its place. @param {Part} note @returns {number} */
const partLeft = ({ xanchor }) => ({ left: 0, right: 1 }[/** @type {'left' | 'right'} */ (xanchor)] ?? 0.5);

/** The part of a note's height that lies below its place. @param {Part} note @returns {number} */
const partBelow = ({ yanchor }) => ({ bottom: 0, top: 1 }[/** @type {'bottom' | 'top'} */ (yanchor)] ?? 0.5);

/** Whether a coordinate counts in parts of the panel, not in units of its axis. @param {string} axis such as "x2 domain" */
export const inParts = (axis) => String(axis).endsWith('domain');

/** Whether a note names a line at its end, right of it. @param {Part} note */
export const isLineName = ({ xshift, xanchor, align }) => xshift === 6 && xanchor === 'left' && align === 'left';

/** How far a note has been moved from its place, in pixels to the right and upward. @param {Part} note */
const movedBy = ({ showarrow, ax, ay, xshift, yshift }) => ({
  across: (showarrow ? ax ?? 0 : 0) + (xshift ?? 0), up: (yshift ?? 0) - (showarrow ? ay ?? 0 : 0),
});

/**
 * Where a note stands in its panel.
 * @param {Page} page @param {Part} note @param {Panel} panel @param {Size} size of the panel @returns {Box}
 */
export function boxOf(page, note, { x, y }, { wide, high }) {
  const size = note.font?.size ?? 14, width = widthOf(page, note.text, size) + 4, height = lineCount(note.text) * size * 1.25 + 2;
  const across = inParts(note.xref) ? note.x * wide : placeOn(x, note.x, wide);
  const up = inParts(note.yref) ? note.y * high : placeOn(y, note.y, high);
  const moved = movedBy(note), left = across + moved.across - width * partLeft(note), low = up + moved.up - height * partBelow(note);
  return { left, right: left + width, low, top: low + height };
}

/**
 * Moves a note; one with an arrow moves the end that has the text.
 * @param {Part} note @param {number} across pixels to the right @param {number} up pixels
 */
export function move(note, across, up) {
  if (note.showarrow) [note.ax, note.ay] = [(note.ax ?? 0) + across, (note.ay ?? 0) - up];
  else [note.xshift, note.yshift] = [(note.xshift ?? 0) + across, (note.yshift ?? 0) + up];
}

/**
 * Headings follow their panels, notes stay inside.
 * @param {Page} page @param {Part[]} notes @param {(Part | undefined)[]} headings of the panels, wrapped
 */
export function placeNotes(page, notes, headings) {
  for (const note of notes)
    if (note.xref === 'paper') followPanel(page, note, headings);
    else keepInside(page, note);
}

/**
 * A heading takes the wrapped text, also in a frame, and the new corner of its panel.
 * @param {Page} page @param {Part} note @param {(Part | undefined)[]} headings
 */
function followPanel({ panels }, note, headings) {
  const i = panels.findIndex((panel) => isHeadingOf(note, panel)), heading = headings[i];
  if (!heading) return;
  [note.text, note.yshift, note.align] = [heading.text, heading.yshift, 'left'];
  [note.x, note.y] = [domainOf(panels[i].x)[0], domainOf(panels[i].y)[1]];
}

/** A note wraps where it is longer than its room, and moves sideways where it would be cut. @param {Page} page @param {Part} note */
function keepInside(page, note) {
  const panel = page.panelOf(note.xref), { x } = panel, wide = page.widthOf(panel), size = note.font?.size ?? 14;
  const at = inParts(note.xref) ? note.x * wide : x.range ? placeOn(x, note.x, wide) : 0.5 * wide;
  const [first, last] = roomFor(page, note, panel), names = isLineName(note);
  if (names) note.text = wrapped(page, note.text, size, Math.max(last - at - 6, 60));
  else if (widthOf(page, note.text, size) > last - first) note.text = wrapped(page, note.text, size, wide);
  const width = widthOf(page, note.text, size) + 4, left = at + movedBy(note).across - width * partLeft(note);
  const back = left < first ? first - left : Math.min(0, last - left - width);
  if (!back) return;
  if (note.showarrow) note.ax = (note.ax ?? 0) + back;
  else note.xshift = (note.xshift ?? 0) + back;
  if (names) note.bgcolor = 'rgba(255,255,255,0.75)';
}

/**
 * From where to where a note may reach: left of its panel if it stood there as drawn, right of it as far as nothing else stands.
 * @param {Page} page @param {Part} note @param {Panel} panel @returns {[number, number]} pixels from the left of the panel
 */
function roomFor(page, note, panel) {
  const { x, y, was } = panel, [left, right] = domainOf(x), wide = page.widthOf(panel);
  const wasInside = !x.range || !y.range || boxOf(page, note, panel, was).left > -2;
  const beyond = page.colourBars ? 0 : right > 0.999 ? page.margin.r - 4 : 0.5 * page.gap;
  return [left < 0.001 && !wasInside ? 4 - page.margin.l : 0, wide + beyond];
}
