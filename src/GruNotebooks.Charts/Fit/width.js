// How wide the picture becomes: margins that leave room for the data, and charts that scroll because their texts cannot move.
import { lineCount, widestOf, widthOf, wrapped } from './text.js';

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Part} Part */
/**
 * A text of a drawing: where it stands in units of the axes, how long it is in pixels.
 * @typedef {{ x: number, y: number, wide: number }} Word
 */

const LargestMargin = 0.36; // of the page
const NameWidth = 0.31; // of the page
const BetweenWords = /(?= )|(?<=[a-z])(?=[A-Z][a-z])/; // inside a name like NothingCrossesTime, too

/** Long names left of the axes break into several lines, which leaves room for the data. @param {Page} page */
export function breakNames(page) {
  const { panels, layout, margin, room } = page, tooWide = margin.l > LargestMargin * room;
  const named = panels.filter(({ y }) => y.ticktext?.some((text) => /[^\d.,−]/.test(text)));
  if (named.length === 0 || !tooWide) return;
  const size = named[0].y.tickfont?.size ?? 14, longest = () => widestOf(page, named.flatMap(({ y }) => y.ticktext), size);
  const before = longest();
  for (const panel of named) {
    const { y } = panel;
    y.ticktext = y.ticktext.map((text) => wrapped(page, text, size, NameWidth * room, BetweenWords));
    const more = y.ticktext.length * (Math.max(...y.ticktext.map(lineCount)) * size * 1.2 + 6) - panel.height;
    if (more <= 0 || panels.length > 1) continue;
    panel.height += more;
    layout.height += more;
  }
  margin.l -= before - longest();
}

/** The most letters that stand one by one under a panel; they cannot be thinned out. @param {Page} page */
export const letterCount = ({ panels }) =>
  Math.max(...panels.map(({ x: { ticktext } }) => (ticktext?.every((text) => text.length < 2) ? ticktext.length : 0)));

/** The texts among the points of some traces. @param {Page} page @param {Part[]} traces @returns {Word[]} */
function wordsOf(page, traces) {
  const written = traces.filter(({ text, mode }) => Array.isArray(text) && /text/.test(mode));
  return written.flatMap(({ text, x, y, textfont }) =>
    Array.from(text, (word, i) => ({ x: x[i], y: y[i], wide: widthOf(page, word, textfont?.size ?? 14) })));
}

/** The least width at which no two texts of a drawing meet; 0 for a chart with a measured y axis. @param {Page} page */
function widthOfDrawing(page) {
  const { panels: [{ x, y }], drawn } = page;
  if (page.panels.length > 1 || !x.range || !y.range || y.title?.text) return 0;
  /** @param {Word} a @param {Word} b */
  const inOneRow = (a, b) => Math.abs((a.y - b.y) / (y.range[1] - y.range[0])) * drawn.high < 12;
  /** The pixels that a unit of the x axis needs for each two words of a row. @param {Word[]} words */
  const pixelsPerUnit = (words) => words.flatMap((a, i) =>
    words.slice(0, i).filter((b) => a.x !== b.x && a.wide && b.wide && inOneRow(a, b))
      .map((b) => ((a.wide + b.wide) / 2 - 2) / Math.abs(a.x - b.x)));
  const pictures = [page.data, ...page.frames.map((frame) => frame.data ?? [])];
  return (x.range[1] - x.range[0]) * Math.max(0, ...pictures.flatMap((traces) => pixelsPerUnit(wordsOf(page, traces))));
}

/** The picture becomes as wide as the page, or as its letters or the texts of a drawing need: then it scrolls. @param {Page} page */
export function setWidth(page) {
  const { layout, margin, room } = page, needed = widthOfDrawing(page);
  if (page.stacked) margin.r = Math.max(margin.r, page.gap - margin.l);
  if (margin.r > LargestMargin * room && !page.colourBars) margin.r = Math.round(LargestMargin * room);
  const least = needed > room - margin.l - margin.r ? page.drawn.wide : letterCount(page) * 12;
  layout.width = Math.min(layout.width, Math.max(room, least + margin.l + margin.r));
}
