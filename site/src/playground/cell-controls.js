// The controls of the first half: behaviours, steps, input, weights, held gates.
import { joinLights, showCell, showPaths } from './cell-view.js';
import { CellLab } from './cell-lab.js';
import { box, get, input, make, short } from './format.js';
import { makeLanes, showLanes, showTable } from './lanes.js';
import { patterns, presets, T } from './presets.js';

const gates = /** @type {const} */ ([['z', 'update gate z'], ['r', 'reset gate r'], ['h', 'candidate h̃']]);

export function startCell() {
  const lab = new CellLab();
  const back = () => input2('direction', 'back').checked;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;

  function show() {
    showCell(lab, back());
    showPaths(lab);
    showLanes(lab);
    const open = get('cell-table', HTMLDetailsElement);
    if (open.open) showTable(lab, /** @type {HTMLElement} */ (open.querySelector('.wide')));
    const step = input('step'), now = input('x-now');
    [step.value, now.value] = [String(lab.at + 1), String(lab.xs[lab.at])];
    box('step-value').textContent = `${lab.at + 1} of ${T}`;
    box('x-now-value').textContent = short(lab.xs[lab.at]);
    get('pattern', HTMLSelectElement).value = lab.input;
    input2('units', String(lab.units)).checked = true;
    box('of-unit-label').hidden = lab.units === 1;
    get('of-unit', HTMLSelectElement).value = String(lab.ofUnit);
  }

  function pause() {
    clearInterval(playing);
    playing = undefined;
    box('play').textContent = 'Play';
    box('play').setAttribute('aria-pressed', 'false');
  }

  const go = (/** @type {number} */ at) => { lab.go(at); show(); };
  const byHand = (/** @type {number} */ at) => { pause(); go(at); };

  /** @param {import('./presets.js').Preset} preset */
  function start(preset) {
    pause();
    lab.start(preset);
    box('preset-words').textContent = preset.words;
    showWeights(lab, show);
    showHolds(lab, show);
    show();
  }

  const choice = get('preset', HTMLSelectElement);
  choice.append(...presets.map((preset, n) => make('option', { value: n }, `${preset.name}${preset.units === 2 ? ' (two units)' : ''}`)));
  choice.addEventListener('change', () => start(presets[Number(choice.value)]));
  for (const radio of document.getElementsByName('units'))
    radio.addEventListener('change', () => { lab.resize(/** @type {HTMLInputElement} */ (radio).value === '2' ? 2 : 1); showWeights(lab, show); showHolds(lab, show); show(); });
  for (const radio of document.getElementsByName('direction'))
    radio.addEventListener('change', () => byHand(back() ? T - 1 : 0));
  box('first').addEventListener('click', () => byHand(0));
  box('before').addEventListener('click', () => byHand(lab.at - 1));
  box('after').addEventListener('click', () => byHand(lab.at + 1));
  box('last').addEventListener('click', () => byHand(T - 1));
  input('step').addEventListener('input', (event) => byHand(Number(/** @type {HTMLInputElement} */ (event.target).value) - 1));
  box('play').addEventListener('click', () => {
    if (playing) return pause();
    const end = back() ? 0 : T - 1, by = back() ? -1 : 1;
    if (lab.at === end) go(T - 1 - end);
    box('play').textContent = 'Pause';
    box('play').setAttribute('aria-pressed', 'true');
    playing = setInterval(() => { go(lab.at + by); if (lab.at === end) pause(); }, 700);
  });
  const pattern = get('pattern', HTMLSelectElement);
  pattern.addEventListener('change', () => { lab.draw(pattern.value in patterns ? pattern.value : 'drawn'); show(); });
  const ofUnit = get('of-unit', HTMLSelectElement);
  ofUnit.addEventListener('change', () => { lab.ofUnit = Number(ofUnit.value); lab.compute(); show(); });
  input('x-now').addEventListener('input', (event) => { lab.drawAt(lab.at, Number(/** @type {HTMLInputElement} */ (event.target).value)); show(); });
  box('cell-table').addEventListener('toggle', show);
  makeLanes(lab, (t, x) => { pause(); lab.go(t); if (x !== null) lab.drawAt(t, x); show(); });
  joinLights();
  start(presets[0]);
  return lab;
}

/** One radio button. @param {string} name @param {string} value */
const input2 = (name, value) => /** @type {HTMLInputElement} */ (document.querySelector(`input[name="${name}"][value="${value}"]`));

/** A slider for each weight, gate by gate. @param {CellLab} lab @param {() => void} show */
function showWeights(lab, show) {
  const w = lab.weights, units = w.bz.map((_, j) => j);
  box('weights').replaceChildren(...gates.map(([gate, title]) => {
    /** @type {[string, number[], number][]} the name, the array that holds the weight, its place there */
    const all = units.flatMap((j) => {
      const into = lab.units === 1 ? '' : ` of unit ${j + 1}`;
      return /** @type {[string, number[], number][]} */ ([
        [`W, from x${into}`, w[`W${gate}`][j], 0],
        ...units.map((k) => [`U, from h${lab.units === 1 ? '' : ` of unit ${k + 1}`}${into}`, w[`U${gate}`][j], k]),
        [`b, bias${into}`, w[`b${gate}`], j],
      ]);
    });
    return make('fieldset', { class: `weights of-${gate}` }, make('legend', {}, title), ...all.map(([name, row, k]) =>
      slider(name, `${title}: ${name}`, row[k], [-8, 8, 0.1], (value) => { row[k] = value; lab.compute(); show(); })));
  }));
}

/** A box that holds a gate and a slider that says where. @param {CellLab} lab @param {() => void} show */
function showHolds(lab, show) {
  box('holds').replaceChildren(...gates.slice(0, 2).map(([gate, title]) => {
    const key = /** @type {'z' | 'r'} */ (gate), held = make('input', { type: 'checkbox', id: `hold-${key}` }), tick = /** @type {HTMLInputElement} */ (held);
    let where = lab.held[key] ?? 0.5;
    const change = () => { lab.held[key] = tick.checked ? where : null; lab.compute(); show(); };
    tick.checked = lab.held[key] !== null;
    tick.addEventListener('change', change);
    return make('div', { class: 'hold' }, make('label', { for: `hold-${key}` }, held, ` hold ${title}`),
      slider('at', `${title} is held at`, where, [0, 1, 0.01], (value) => { where = value; tick.checked = true; change(); }));
  }));
}

/** @param {string} name @param {string} spoken @param {number} value @param {[number, number, number]} range @param {(v: number) => void} moved */
function slider(name, spoken, value, [min, max, step], moved) {
  const range = /** @type {HTMLInputElement} */ (make('input', { type: 'range', min, max, step, 'aria-label': spoken })), shown = make('output', {}, short(value));
  range.value = String(value);
  range.addEventListener('input', () => { shown.textContent = short(Number(range.value)); moved(Number(range.value)); });
  return make('label', { class: 'weight' }, make('span', {}, name), range, shown);
}
