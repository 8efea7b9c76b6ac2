// A figure of the library for a page narrower than it was drawn for: titles wrap, grids stack, texts stay inside.
// Notebooks carry these files in their html, joined into one script; the site imports them.
import { placeColourBars, showNumbersAtFeet, standNumbersUp } from './bars.js';
import { breakNames, setWidth } from './width.js';
import { placeNotes } from './notes.js';
import { separateNotes } from './separate.js';
import { Page } from './page.js';
import { layPanels, shortenSquare } from './panels.js';
import { spaceTicks } from './ticks.js';
import { wrapAxisTitles, wrapHeadings, wrapLegend, wrapTitle } from './titles.js';

/** @typedef {import('./page.js').Part} Part */

/**
 * A copy of a figure that fits a page.
 * @param {{ data: Part[], layout: Part, frames?: Part[] }} figure what the library wrote; it stays as it is
 * @param {number} room pixels across
 * @returns {{ data: Part[], layout: Part, frames?: Part[] }}
 */
export function fitted(figure, room) {
  const { data, layout, frames } = JSON.parse(JSON.stringify(figure));
  showNumbersAtFeet(data, layout);
  if (!layout.width || room >= layout.width) return { data, layout, frames };
  const page = new Page(data, layout, frames, room);
  breakNames(page);
  setWidth(page);
  wrapTitle(page);
  wrapLegend(page);
  spaceTicks(page);
  shortenSquare(page);
  const below = wrapAxisTitles(page), { headings, above } = wrapHeadings(page);
  layPanels(page, above, below);
  standNumbersUp(page);
  placeColourBars(page);
  for (const at of page.layouts) {
    const before = structuredClone(at.annotations ?? []);
    placeNotes(page, at.annotations ?? [], headings);
    separateNotes(page, at.annotations ?? [], before);
  }
  return { data, layout, frames };
}
