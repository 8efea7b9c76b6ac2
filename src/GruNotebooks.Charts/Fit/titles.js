// Titles, the legend and the headings of panels take more lines; the picture grows by them.
import { lineCount, widthOf, widestOf, wrapped } from './text.js';

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Panel} Panel @typedef {import('./page.js').Part} Part */

/** Room above the panels, in pixels. @param {Page} page @param {number} more */
function raise({ margin, layout }, more) {
  margin.t += more;
  layout.height += more;
}

/** The title wraps to the page: first its heading, then the smaller note below it. @param {Page} page */
export function wrapTitle(page) {
  const { title } = page.layout, width = page.room - 28;
  if (!title?.text) return;
  const before = lineCount(title.text), size = title.font?.size ?? 18, parts = [];
  const [heading, note] = title.text.split('<span');
  if (heading) parts.push(wrapped(page, heading.replace(/<br>$/, ''), size, width));
  if (note) {
    const [, style, text] = /^(.*?)>(.*)<\/span>$/.exec(note) ?? ['', '', note];
    parts.push(`<span${style}>${wrapped(page, text, 14, width)}</span>`);
  }
  title.text = parts.join('<br>');
  const more = lineCount(title.text) - before;
  raise(page, more * size * 1.3);
  if (before === 1 && more > 0 && title.pad) title.pad.t += 0.7 * size;
}

/**
 * Rows of the legend, in each of which its entries have equal widths.
 * @param {number} count @param {number} width of an entry, pixels @param {number} room pixels
 */
function legendRows(count, width, room) {
  let rows = 1, used = 0;
  for (let i = 0; i < count; i++) {
    if (used > 0 && used + width > room) [rows, used] = [rows + 1, 0];
    used += width;
  }
  return rows;
}

/** Room for the rows of the legend; the figure's own margin has one already. @param {Page} page */
export function wrapLegend(page) {
  const { free, layout, data } = page;
  const names = data.filter(({ showlegend, name }) => showlegend && name).map(({ name }) => name);
  if (names.length === 0 || !(free || layout.showlegend)) return;
  const rows = legendRows(names.length, widestOf(page, names, 14) + 50, page.inner);
  raise(page, (free ? rows : rows - 1) * 22);
}

/** Axis titles wrap. @param {Page} page @returns {number[]} pixels that each panel needs below it, for ticks and title */
export function wrapAxisTitles(page) {
  for (const { y, height } of page.panels)
    if (y.title?.text) y.title.text = wrapped(page, y.title.text, y.title.font?.size ?? 16, Math.max(height, 160));
  return page.panels.map((panel) => {
    const { title } = panel.x;
    if (!title?.text) return 36;
    title.text = wrapped(page, title.text, title.font?.size ?? 16, page.widthOf(panel) + (page.stacked ? 0 : 20));
    return 62 + (lineCount(title.text) - 1) * 20;
  });
}

/**
 * Texts along the top of a panel that would touch stand in several lines.
 * @param {Page} page @param {Panel} panel @returns {number} pixels by which they grow
 */
function breakTextsOnTop(page, panel) {
  const { n, x } = panel, wide = page.widthOf(panel);
  if (!x.range) return 0;
  const texts = (page.layout.annotations ?? []).filter(({ yref, y, yanchor }) => yref === `y${n} domain` && y >= 1 && yanchor === 'bottom');
  texts.sort((a, b) => a.x - b.x);
  /** @param {Part} a @param {Part} b */
  const touch = (a, b) =>
    (b.x - a.x) / (x.range[1] - x.range[0]) * wide < (widthOf(page, a.text, 14) + widthOf(page, b.text, 14)) / 2 + 6;
  if (!texts.some((text, i) => i > 0 && touch(texts[i - 1], text))) return 0;
  for (const text of texts) text.text = text.text.replaceAll(' ', '<br>');
  return (Math.max(...texts.map((text) => lineCount(text.text))) - 1) * 18;
}

/**
 * Whether an annotation stands where a panel's heading does: in its upper left corner, as drawn.
 * @param {Part} note @param {Panel} panel
 */
export const isHeadingOf = (note, { old }) =>
  note.xref === 'paper' && Math.abs(old.x0 - note.x) < 1e-4 && Math.abs(old.y1 - note.y) < 1e-4;

/**
 * Headings of panels wrap, above the texts on top.
 * @param {Page} page @returns {{ headings: (Part | undefined)[], above: number[] }} pixels each panel needs above it
 */
export function wrapHeadings(page) {
  const { panels, layout, stacked, inner, margin } = page;
  const tops = panels.map((panel) => breakTextsOnTop(page, panel));
  const headings = panels.map((panel) => layout.annotations?.find((note) => isHeadingOf(note, panel)));
  const above = panels.map((panel, i) => {
    const heading = headings[i];
    if (!heading) return tops[i];
    heading.text = wrapped(page, heading.text, heading.font?.size ?? 16, stacked ? inner + margin.r : page.widthOf(panel) + 12);
    heading.yshift += tops[i];
    heading.align = 'left';
    return tops[i] + (lineCount(heading.text) - 1) * 21;
  });
  raise(page, Math.max(...above.filter((_, i) => panels[i].old.y1 > 0.999 && (!stacked || i === 0))));
  return { headings, above };
}
