// Input, gates, state and gradient over all steps, one lane each; the first can be drawn in.
import { box, draw, fixed, short, table } from './format.js';
import { T } from './presets.js';

/** @typedef {import('./cell-lab.js').CellLab} CellLab */

const top = 22, height = 62, gap = 26, left = 34;
const signed = new Set(['x', 'h̃', 'h', 'gradient']);

/** The lanes with their values: one row of numbers a unit. @param {CellLab} lab @returns {[string, string, number[][]][]} */
const lanesOf = (lab) => {
  const units = lab.steps[0].h.map((_, j) => j);
  return [
    ['x', 'input x', [lab.xs]],
    ['z', 'update gate z', units.map((j) => lab.steps.map((s) => s.z[j]))],
    ['r', 'reset gate r', units.map((j) => lab.steps.map((s) => s.r[j]))],
    ['h̃', 'candidate h̃', units.map((j) => lab.steps.map((s) => s.hTilde[j]))],
    ['h', 'state h', units.map((j) => lab.steps.map((s) => s.h[j]))],
    ['gradient', 'gradient of the last state', units.map((j) => lab.flow.slice(1).map((row) => row[j]))],
  ];
};

/** @param {CellLab} lab @param {(t: number, x: number | null) => void} touched a step is pointed at, and in the upper lane a value */
export function makeLanes(lab, touched) {
  const place = box('lanes');
  const at = (/** @type {PointerEvent} */ event) => {
    const area = place.getBoundingClientRect(), column = (area.width - left - 6) / T;
    return { t: Math.min(T - 1, Math.max(0, Math.floor((event.clientX - area.left - left) / column))), y: event.clientY - area.top };
  };
  let drawing = false;
  const follow = (/** @type {PointerEvent} */ event) => {
    const { t, y } = at(event);
    touched(t, drawing ? 1 - (2 * (y - top)) / height : null);
  };
  place.addEventListener('pointerdown', (event) => {
    drawing = at(event).y < top + height + gap / 2;
    if (drawing) { place.setPointerCapture(event.pointerId); event.preventDefault(); }
    follow(event);
  });
  place.addEventListener('pointermove', (event) => { if (drawing && event.buttons) follow(event); });
  for (const end of ['pointerup', 'pointercancel']) place.addEventListener(end, () => { drawing = false; });
  new ResizeObserver(() => showLanes(lab)).observe(place);
}

/** @param {CellLab} lab */
export function showLanes(lab) {
  const place = box('lanes'), width = Math.max(280, place.clientWidth), column = (width - left - 6) / T, lanes = lanesOf(lab);
  const largest = Math.max(1, ...lanes[5][2].flat().map(Math.abs)), x = (/** @type {number} */ t) => left + column * (t + 0.5);
  const svg = draw('svg', { viewBox: `0 0 ${width} ${lanes.length * (height + gap)}`, width, height: lanes.length * (height + gap), role: 'img', 'aria-label': summary(lab) });
  svg.append(draw('rect', { class: 'now', x: left + column * lab.at, y: 0, width: column, height: lanes.length * (height + gap) - 4 }));
  lanes.forEach(([name, title, rows], n) => {
    const upper = n * (height + gap) + top, most = name === 'gradient' ? largest : 1, least = signed.has(name) ? -most : 0;
    const y = (/** @type {number} */ v) => upper + height * (1 - (Math.min(most, Math.max(least, v)) - least) / (most - least));
    svg.append(draw('text', { class: 'lane-name', x: left, y: upper - 7 }, title));
    svg.append(draw('rect', { class: n === 0 ? 'lane drawable' : 'lane', x: left, y: upper, width: column * T, height }));
    svg.append(draw('line', { class: 'zero', x1: left, x2: left + column * T, y1: y(0), y2: y(0) }));
    for (const v of [most, least]) svg.append(draw('text', { class: 'tick', x: left - 5, y: y(v) + (v === most ? 9 : 0) }, name === 'gradient' ? short(v).replace(/\.00$/, '') : String(v).replace('-', '−')));
    rows.forEach((row, j) => {
      const kind = `of-${['x', 'z', 'r', 'c', 'h', 'g'][n]} unit-${j + 1}`;
      if (n === 0) row.forEach((v, t) => svg.append(draw('line', { class: kind, x1: x(t), x2: x(t), y1: y(0), y2: y(v) - (v === 0 ? 0.1 : 0) })));
      else svg.append(draw('path', { class: kind, d: 'M' + row.map((v, t) => `${x(t).toFixed(1)} ${y(v).toFixed(1)}`).join('L') }));
      svg.append(draw('circle', { class: `dot ${kind}`, cx: x(lab.at), cy: y(row[lab.at]), r: 4.5 }));
      svg.append(draw('text', { class: 'lane-value', x: left + column * T - 4 - 62 * (rows.length - 1 - j), y: upper - 7 }, `${rows.length > 1 ? `${'①②'[j]} ` : ''}${fixed(row[lab.at], 3)}`));
    });
  });
  place.replaceChildren(svg);
}

/** @param {CellLab} lab */
const summary = (lab) => `Lanes over ${T} steps. At step ${lab.at + 1}: ${lanesOf(lab).map(([, title, rows]) => `${title} ${rows.map((row) => fixed(row[lab.at], 3)).join(' and ')}`).join(', ')}. All numbers stand in the table of all steps.`;

/** Everything as numbers. @param {CellLab} lab @param {HTMLElement} place */
export function showTable(lab, place) {
  const lanes = lanesOf(lab), heads = lanes.flatMap(([name, , rows]) => rows.map((_, j) => (rows.length > 1 ? `${name} of unit ${j + 1}` : name)));
  place.replaceChildren(table(['step', ...heads], lab.xs.map((_, t) => [t + 1, ...lanes.flatMap(([, , rows]) => rows.map((row) => fixed(row[t], 4)))])));
}
