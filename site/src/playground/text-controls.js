// The controls of the second half: the text, the chosen letter and unit, held gates, the prediction.
import { box, fixed, get, input, make, table } from './format.js';
import { showMap, under } from './map.js';
import { longest, TextLab } from './text-lab.js';

const first = 'The update gate ';
const shown = (/** @type {string} */ c) => (c === ' ' ? 'space' : c === '\n' ? 'new line' : c);

/** @param {import('./text-lab.js').TextNetwork} network */
export function startText(network) {
  const lab = new TextLab(network), typed = input('typed');
  let letter = 0, unit = 0, order = lab.byKeeping;
  const signal = () => /** @type {'z' | 'r' | 'h'} */ (/** @type {HTMLInputElement} */ (document.querySelector('input[name=signal]:checked')).value);
  const text = () => lab.text;

  function show() {
    letter = Math.min(letter, text().length - 1);
    showMap(lab, signal(), order, letter, unit);
    const step = lab.steps[letter], slider = input('letter');
    slider.max = String(text().length);
    slider.value = String(letter + 1);
    box('letter-value').textContent = `${letter + 1}: ${shown(text()[letter])}`;
    input('unit').value = String(unit + 1);
    box('unit-value').textContent = String(unit + 1);
    for (const gate of /** @type {const} */ (['z', 'r'])) {
      input(`hold-text-${gate}`).value = String(step[gate][unit]);
      box(`hold-text-${gate}-value`).textContent = `${fixed(step[gate][unit], 2)}${step.hold[gate][unit] === null ? '' : ' held'}`;
    }
    showPrediction();
    const open = get('text-table', HTMLDetailsElement);
    if (open.open) showUnits(/** @type {HTMLElement} */ (open.querySelector('.wide')));
  }

  function showPrediction() {
    const rows = lab.likely(7), most = rows[0], before = rows.reduce((a, b) => (b.before > a.before ? b : a));
    box('prediction').querySelector('tbody')?.replaceChildren(...rows.map(({ letter: next, before: was, now }) =>
      make('tr', {}, make('th', { scope: 'row' }, shown(next)), bar(was, 'was'), bar(now, 'now'))));
    const held = lab.grips.length;
    box('hold-words').textContent = held === 0
      ? `No gate is held. After the whole text the network expects “${shown(most.letter)}” with ${fixed(100 * most.now, 0)} %.`
      : `${held === 1 ? 'One grip' : `${held} grips`} on its gates. It expects “${shown(most.letter)}” with ${fixed(100 * most.now, 0)} %; untouched “${shown(before.letter)}” with ${fixed(100 * before.before, 0)} %.`;
  }

  /** @param {HTMLElement} place */
  function showUnits(place) {
    const step = lab.steps[letter];
    place.replaceChildren(table(['unit', 'z', 'r', 'candidate', 'h'], order.map((j) => [j + 1, ...[step.z, step.r, step.hTilde, step.h].map((v) => fixed(v[j], 4))])));
  }

  /** @param {string} next */
  function read(next) {
    const unknown = lab.read(next);
    if (unknown.length > 0 || next.length > longest) typed.value = text();
    box('typed-note').textContent = unknown.length > 0 ? `Left out, because it has never seen ${unknown.length === 1 ? 'it' : 'them'}: ${unknown.join(' ')}` : next.length === 0 ? 'An empty text is read as one space.' : '';
    order = lab.byKeeping;
    letter = text().length - 1;
    show();
  }

  /** @param {'z' | 'r'} gate */
  const grip = (gate) => {
    lab.hold({ gate, unit: input('hold-all-units').checked ? null : unit, at: input('hold-everywhere').checked ? null : letter, value: Number(input(`hold-text-${gate}`).value) });
    show();
  };

  box('text-about').textContent = `A GRU of ${network.hidden} units has read the prose of this tutorial, ${network.characters.toLocaleString('en')} characters, ${network.updates.toLocaleString('en')} times a batch of pieces, and predicts each next character: ${fixed(network.bits, 2)} bits a character on text it has not seen, where guessing by how often each occurs needs ${fixed(network.baseline, 2)}. Type, and see its gates at every letter.`;
  input('unit').max = String(network.hidden);
  typed.value = first;
  typed.addEventListener('input', () => read(typed.value));
  box('write-on').addEventListener('click', () => {
    const before = text().length;
    lab.writeOn(40);
    typed.value = text();
    read(text());
    if (text().length === before) box('typed-note').textContent = `The text is full: ${longest} letters. Shorten it, and it can write on.`;
  });
  box('text-reset').addEventListener('click', () => { lab.letGo(); lab.drawn = 0; typed.value = first; read(first); });
  box('let-go').addEventListener('click', () => { lab.letGo(); show(); });
  for (const radio of document.getElementsByName('signal')) radio.addEventListener('change', show);
  input('letter').addEventListener('input', () => { letter = Number(input('letter').value) - 1; show(); });
  input('unit').addEventListener('input', () => { unit = Number(input('unit').value) - 1; show(); });
  for (const gate of /** @type {const} */ (['z', 'r'])) input(`hold-text-${gate}`).addEventListener('input', () => grip(gate));
  box('text-table').addEventListener('toggle', show);
  get('map', HTMLCanvasElement).addEventListener('click', (event) => { ({ letter, unit } = under(event, text().length, order)); show(); });
  box('map-box').addEventListener('keydown', (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    letter = Math.min(text().length - 1, Math.max(0, letter + by[0]));
    unit = order[Math.min(order.length - 1, Math.max(0, order.indexOf(unit) + by[1]))];
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  document.addEventListener('themechange', show);
  unit = order[0];
  read(first);
  return lab;
}

/** A share as number and bar. @param {number} share @param {string} kind */
function bar(share, kind) {
  const length = make('span', { class: `bar ${kind}`, 'aria-hidden': 'true' });
  length.style.width = `${(100 * share).toFixed(1)}%`;
  return make('td', {}, make('span', { class: 'bar-box' }, length), `${fixed(100 * share, 1)} %`);
}
