// Notes that would now cover each other, or data that they did not cover, move a little.
import { boxOf, inParts, isLineName, move } from './notes.js';
import { placeOn } from './page.js';

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Panel} Panel @typedef {import('./page.js').Part} Part */
/** @typedef {import('./page.js').Size} Size */
/** @typedef {import('./notes.js').Box} Box */
/** A place in a panel, in pixels from its left and its foot. @typedef {[number, number]} Place */
/** A note and where it stands. @typedef {{ note: Part, box: Box }} Name */

/** Separates the notes of every panel. @param {Page} page @param {Part[]} notes @param {Part[]} before the same notes as drawn */
export function separateNotes(page, notes, before) {
  for (const panel of page.panels) {
    if (!panel.x.range || !panel.y.range) continue;
    const own = notes.map((note, i) => ({ note, drawn: before[i] })).filter(({ note }) => standsIn(panel, note));
    const names = namesAtTheRight(page, panel, own.map(({ note }) => note));
    if (names.some((a, i) => names.slice(0, i).some((b) => meet(a.box, b.box)))) pileUp(names);
    moveOffData(page, panel, own, names.map(({ note }) => note));
  }
}

/** Whether a note has a text and stands in a panel. @param {Panel} panel @param {Part} note */
const standsIn = ({ n }, { text, xref, yref }) =>
  text && [`x${n}`, `x${n} domain`].includes(xref) && [`y${n}`, `y${n} domain`].includes(yref);

/** Whether two texts meet by more than a hair. @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.low < b.top - 2 && b.low < a.top - 2;

/** How many places a box covers. @param {Box} box @param {Place[]} places */
const covered = (box, places) =>
  places.filter(([across, up]) => across > box.left && across < box.right && up > box.low && up < box.top).length;

/** Names at the ends of lines, from the highest down. @param {Page} page @param {Panel} panel @param {Part[]} notes @returns {Name[]} */
function namesAtTheRight(page, panel, notes) {
  const [low, high] = panel.x.range, size = page.sizeOf(panel);
  const names = notes.filter((note) => isLineName(note) && note.x > high - 0.05 * (high - low));
  return names.map((note) => ({ note, box: boxOf(page, note, panel, size) })).sort((a, b) => b.box.top + b.box.low - a.box.top - a.box.low);
}

/** Names one above the other: their middle and their height in pixels. @typedef {{ names: Name[], middle: number, height: number }} Pile */

/** Two piles as one. @param {Pile} over @param {Pile} under @returns {Pile} */
function joined(over, under) {
  const names = [...over.names, ...under.names];
  const middle = (over.middle * over.names.length + under.middle * under.names.length) / names.length;
  return { names, middle, height: over.height + under.height };
}

/** Names keep their order; those that touch become a pile around their middle. @param {Name[]} names from the highest down */
function pileUp(names) {
  /** @type {Pile[]} */
  const piles = [];
  for (const name of names) {
    const { low, top } = name.box;
    let pile = { names: [name], middle: (top + low) / 2, height: top - low }, over = piles.at(-1);
    while (over && over.middle - over.height / 2 < pile.middle + pile.height / 2) {
      pile = joined(over, pile);
      piles.pop();
      over = piles.at(-1);
    }
    piles.push(pile);
  }
  for (const pile of piles) {
    let top = Math.max(pile.middle + pile.height / 2, pile.height - 24);
    for (const { note, box } of pile.names) {
      move(note, 0, top - box.top);
      top -= box.top - box.low;
    }
  }
}

/**
 * Where the points and lines of a panel are, a place every 4 pixels.
 * @param {Page} page @param {Panel} panel @param {Size} size of the panel @returns {Place[]}
 */
function inkOf(page, panel, { wide, high }) {
  const { x, y } = panel;
  /** A value in the units of an axis' range. @param {Part} axis @param {number} value */
  const inUnits = (axis, value) => (axis.type === 'log' ? Math.log10(value) : value);
  const drawn = page.data.filter((trace) => trace.type === 'scatter' && trace.x?.length && trace.hoverinfo !== 'skip');
  return drawn.filter((trace) => page.panelOf(trace.xaxis) === panel).flatMap((trace) => {
    /** @type {Place[]} */
    const points = Array.from(trace.x, (value, i) => [placeOn(x, inUnits(x, value), wide), placeOn(y, inUnits(y, trace.y[i]), high)]);
    return String(trace.mode).includes('lines') ? points.flatMap((point, i) => between(point, points[i + 1] ?? point)) : points;
  });
}

/** Places from one to another, without the latter. @param {Place} from @param {Place} to @returns {Place[]} */
function between([left, low], [right, high]) {
  const steps = Math.min(400, Math.ceil(Math.hypot(right - left, high - low) / 4)) || 1;
  return Array.from({ length: steps }, (_, k) => [left + (right - left) * k / steps, low + (high - low) * k / steps]);
}

/**
 * Each note that meets another, or covers more data than as drawn, takes the best place nearby.
 * @param {Page} page @param {Panel} panel @param {{ note: Part, drawn: Part }[]} notes @param {Part[]} fixed those that stay
 */
function moveOffData(page, panel, notes, fixed) {
  const size = page.sizeOf(panel), ink = inkOf(page, panel, size), inkAsDrawn = inkOf(page, panel, panel.was);
  const boxes = notes.map(({ note }) => boxOf(page, note, panel, size));
  notes.forEach(({ note, drawn }, i) => {
    if (fixed.includes(note)) return;
    const box = boxes[i], boxAsDrawn = boxOf(page, drawn, panel, panel.was), onTop = inParts(note.yref);
    const touches = (/** @type {Box} */ one) => boxes.some((other, k) => k !== i && meet(one, other));
    if (!touches(box) && (onTop || covered(box, ink) <= covered(boxAsDrawn, inkAsDrawn))) return;
    const least = boxAsDrawn.left > -2 ? 0 : 2 - page.margin.l, most = size.wide + page.margin.r - 2;
    let best = { cost: Infinity, across: 0, up: 0 };
    for (const [across, up] of movesOf(note, box, panel, size)) {
      const moved = { left: box.left + across, right: box.right + across, low: box.low + up, top: box.top + up };
      const beyond = onTop ? 0 : Math.max(0, -moved.low) + Math.max(0, moved.top - size.high);
      const outside = Math.max(0, least - moved.left) + Math.max(0, moved.right - most) + beyond;
      const hides = (touches(moved) ? 1000 : 0) + (onTop ? 0 : 10 * covered(moved, ink));
      const cost = hides + 20 * outside + 0.05 * Math.abs(across) + 0.2 * Math.abs(up);
      if (cost < best.cost) best = { cost, across, up };
    }
    move(note, best.across, best.up);
    boxes[i] = boxOf(page, note, panel, size);
  });
}

/**
 * Where a note may move to, the best first among equals: along the panel if it belongs to the panel's width, else a little each way;
 * a note that belongs to a height may change sides of it.
 * @param {Part} note @param {Box} box @param {Panel} panel @param {Size} size of the panel @returns {Place[]} pixels to the right and upward
 */
function movesOf(note, box, panel, { wide, high }) {
  const alongPanel = inParts(note.xref), otherSide = () => -2 * Math.abs((box.top + box.low) / 2 - placeOn(panel.y, note.y, high));
  const everywhere = Array.from({ length: Math.floor(wide / 8) }, (_, k) => 8 * k - box.left);
  const sideways = alongPanel ? everywhere.filter((across) => box.right + across <= wide) : [0, 4, -4, 8, -8, 14, -14, 22, -22];
  const upward = inParts(note.yref) ? [0] : alongPanel ? [0, otherSide()] : [0, 4, -4, 8, -8, 12, -12, 18, -18, 26, -26, 34, -34];
  return (sideways.length > 0 ? sideways : [0]).flatMap((across) => upward.map((up) => /** @type {Place} */ ([across, up])));
}
