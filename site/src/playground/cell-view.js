// The drawing of the cell, its equations with numbers, and the light that joins them.
import { pathNames } from './cell-lab.js';
import { box, fixed, list, make, short, table } from './format.js';

/** @typedef {import('./cell-lab.js').CellLab} CellLab */

const root = () => box('cell');

/** Lights all that shares an equation (or a path) with what is pointed at. A click or Enter keeps the light until it is given again. */
export function joinLights() {
  /** @type {Element | null} */
  let kept = null;
  const joined = () => /** @type {HTMLElement[]} */ ([...root().querySelectorAll('[data-eq], tr[data-path]')]);
  const words = (/** @type {Element} */ e, /** @type {string} */ name) => (e.getAttribute(name) ?? '').split(' ').filter(Boolean);
  const show = (/** @type {Element | null} */ source) => {
    const byPath = source?.matches('tr[data-path]'), name = byPath ? 'data-path' : 'data-eq', wanted = source ? words(source, name) : [];
    for (const element of joined()) element.classList.toggle('lit', words(element, name).some((word) => wanted.includes(word)));
    root().classList.toggle('pointing', source !== null);
  };
  const of = (/** @type {Event} */ event) => (event.target instanceof Element ? event.target.closest('[data-eq], tr[data-path]') : null);
  const keep = (/** @type {Element | null} */ source) => { kept = source === kept ? null : source; show(kept); };
  root().addEventListener('pointerover', (event) => show(of(event) ?? kept));
  root().addEventListener('pointerleave', () => show(kept));
  root().addEventListener('focusin', (event) => show(of(event) ?? kept));
  root().addEventListener('focusout', () => show(kept));
  root().addEventListener('click', (event) => { const source = of(event); if (source) keep(source); });
  root().addEventListener('keydown', (event) => {
    if (event.key === 'Escape') keep(kept);
    const source = of(event);
    if (!source || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    keep(source);
  });
}

/** @param {CellLab} lab @param {boolean} back whether the gradient is shown */
export function showCell(lab, back) {
  const { step } = lab, x = /** @type {number[]} */ (step.x), flows = lab.flowByPath;
  const dNew = lab.flow[lab.at + 1], dOld = lab.flow[lab.at];
  const values = back
    ? { hPrev: dOld, h: dNew, z: step.z, r: step.r, hTilde: step.hTilde, x }
    : { hPrev: step.hPrev, h: step.h, z: step.z, r: step.r, hTilde: step.hTilde, x };
  for (const text of root().querySelectorAll('[data-value]'))
    text.textContent = list(values[/** @type {keyof typeof values} */ (text.getAttribute('data-value'))]);
  for (const text of root().querySelectorAll('[data-name]'))
    text.textContent = `${back ? 'gradient of ' : ''}${text.getAttribute('data-name') === 'h' ? 'new' : 'old'} h`;
  const size = (/** @type {number[]} */ v) => Math.max(...v.map(Math.abs));
  const strength = back
    ? { carry: size(flows.carry), candidate: size(flows.candidate), reset: size(flows.reset), update: size(flows.update), out: size(dNew), proposal: size(flows.candidate.map((v, j) => v + flows.reset[j])) }
    : { carry: size(step.hPrev.map((h, j) => h * step.z[j])), candidate: size(step.hPrev), reset: size(step.r), update: size(step.z), out: size(step.h), proposal: size(step.hTilde.map((h, j) => h * (1 - step.z[j]))) };
  for (const wire of /** @type {NodeListOf<SVGElement>} */ (root().querySelectorAll('[data-flow]')))
    wire.style.strokeWidth = (1.5 + 7 * Math.min(1, strength[/** @type {keyof typeof strength} */ (wire.dataset.flow)])).toFixed(2);
  root().querySelector('.drawing')?.classList.toggle('back', back);
  numbers(lab);
  box('cell-words').textContent = back ? wordsBack(lab) : wordsForward(lab);
}

/** @param {CellLab} lab */
function numbers(lab) {
  const { step, weights: w } = lab, x = /** @type {number[]} */ (step.x)[0];
  const seen = step.hPrev.map((h, j) => h * step.r[j]);
  const sum = (/** @type {number} */ W, /** @type {number[]} */ U, /** @type {number[]} */ h, /** @type {number} */ b) =>
    `${short(W)} · ${short(x)} + ${U.map((u, k) => `${short(u)} · ${short(h[k])}`).join(' + ')} + ${short(b)}`;
  const unit = (/** @type {number} */ j) => (lab.units === 1 ? '' : `unit ${j + 1}: `);
  const gate = (/** @type {'z' | 'r'} */ g, /** @type {number} */ j) => (lab.held[g] !== null
    ? `held at ${short(step[g][j])}` : `σ(${sum(w[`W${g}`][j][0], w[`U${g}`][j], step.hPrev, w[`b${g}`][j])}) = ${fixed(step[g][j], 4)}`);
  /** @type {Record<string, (j: number) => string>} */
  const lines = {
    1: (j) => gate('z', j),
    2: (j) => gate('r', j),
    3: (j) => `tanh(${sum(w.Wh[j][0], w.Uh[j], seen, w.bh[j])}) = ${fixed(step.hTilde[j], 4)}`,
    4: (j) => `${short(step.z[j])} · ${short(step.hPrev[j])} + ${short(1 - step.z[j])} · ${short(step.hTilde[j])} = ${fixed(step.h[j], 4)}`,
  };
  for (const place of root().querySelectorAll('[data-numbers]'))
    place.replaceChildren(...step.h.map((_, j) => make('span', {}, unit(j) + lines[place.getAttribute('data-numbers') ?? '1'](j))));
}

/** @param {CellLab} lab */
function wordsForward({ step, at, units }) {
  const each = step.h.map((h, j) => {
    const name = units === 1 ? 'The unit' : `Unit ${j + 1}`, kept = Math.round(100 * step.z[j]);
    return `${name} keeps ${kept} % of its state ${short(step.hPrev[j])} and takes ${100 - kept} % of the candidate ${short(step.hTilde[j])}, which saw ${Math.round(100 * step.r[j])} % of the past: its new state is ${short(h)}.`;
  });
  return `Step ${at + 1}, input ${short(/** @type {number[]} */ (step.x)[0])}. ${each.join(' ')}`;
}

/** @param {CellLab} lab */
function wordsBack(lab) {
  const arriving = lab.flow[lab.at + 1], leaving = lab.flow[lab.at], flows = lab.flowByPath;
  const parts = pathNames.map(([path, name]) => `${list(flows[path], (v) => fixed(v, 3))} by ${name}`);
  return `Step ${lab.at + 1}, backwards. The gradient of the last state${lab.units === 1 ? '' : ` of unit ${lab.ofUnit + 1}`} arrives as ${list(arriving, (v) => fixed(v, 3))} and leaves as ${list(leaving, (v) => fixed(v, 3))}: ${parts.join(', ')}.`;
}

/** @param {CellLab} lab */
export function showPaths(lab) {
  const paths = lab.paths, all = lab.total, units = lab.step.h.map((_, j) => j);
  const cells = units.flatMap((i) => units.map((k) => [i, k]));
  const heads = lab.units === 1 ? ['∂h′/∂h'] : cells.map(([i, k]) => `∂h′${sub(i)}/∂h${sub(k)}`);
  const made = table(['path', ...heads, 'of the gradient that leaves'], [
    ...pathNames.map(([path, name]) => [name, ...cells.map(([i, k]) => fixed(paths[path][i][k], 4)), list(lab.flowByPath[path], (v) => fixed(v, 4))]),
    ['all four', ...cells.map(([i, k]) => fixed(all[i][k], 4)), list(lab.flow[lab.at], (v) => fixed(v, 4))],
  ]);
  [...made.querySelectorAll('tbody tr')].forEach((row, n) => {
    if (n === pathNames.length) return row.classList.add('sum');
    row.setAttribute('data-path', pathNames[n][0]);
    row.setAttribute('tabindex', '0');
  });
  box('paths').replaceChildren(...made.childNodes);
}

const sub = (/** @type {number} */ j) => '₁₂'[j];
