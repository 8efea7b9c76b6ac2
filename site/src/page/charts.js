// Pictures become charts when they come near the window and plotly.js can be had; without it the pictures stay.
import { fitted } from '../../../src/GruNotebooks.Charts/Fit/fit.js';
import { load } from './scripts.js';

/** @typedef {{ data: object[], layout: Record<string, any>, frames?: object[] }} Figure */

/** plotly.js of this page: its own copy first, the public one second. @type {Promise<any> | undefined} */
let plotly;

async function firstThatLoads() {
  const sources = JSON.parse(document.getElementById('plotly-sources')?.textContent ?? '[]');
  for (const source of sources) {
    try {
      await load(source);
      const { Plotly } = /** @type {any} */ (window);
      if (Plotly) return Plotly;
    } catch {
      continue; // the next source
    }
  }
  throw new Error('no plotly.js');
}

/** The figure as wide as its place lets it be, its slider cut off: a native one takes its place. @param {Figure} figure @param {HTMLElement} place @returns {Figure} */
function inPlace(figure, place) {
  const fit = /** @type {Figure} */ (fitted(figure, Math.max(280, place.clientWidth - 2))), { layout } = fit;
  if (!(fit.frames && layout.sliders)) return fit;
  layout.height -= 84;
  layout.margin = { ...layout.margin, b: layout.margin.b - 84 };
  delete layout.sliders;
  return fit;
}

/** Plotly's own slider answers only to a pointer; a native one answers to keys and is read aloud. @param {any} Plotly @param {HTMLElement} surface @param {HTMLElement} plot @param {Figure} figure */
function addSlide(Plotly, surface, plot, figure) {
  const slider = figure.layout.sliders[0], { steps } = slider;
  const label = document.createElement('label'), input = document.createElement('input'), shown = document.createElement('output');
  label.className = 'slide';
  Object.assign(input, { type: 'range', min: 0, max: steps.length - 1, step: 1, value: slider.active || 0 });
  label.append((slider.currentvalue?.prefix ?? '').replace(/:\s*$/, ''), input, shown);
  const say = () => {
    shown.textContent = steps[Number(input.value)].label;
    input.setAttribute('aria-valuetext', shown.textContent ?? '');
  };
  input.addEventListener('input', () => {
    say();
    const { args } = steps[Number(input.value)];
    Plotly.animate(plot, [args[0][0]], args[1]);
  });
  say();
  surface.append(label);
}

/** @param {HTMLElement} place */
async function draw(place) {
  const Plotly = await (plotly ??= firstThatLoads());
  const surface = /** @type {HTMLElement} */ (place.querySelector('.surface')), plot = document.createElement('div');
  /** @type {Figure} */
  const figure = JSON.parse(place.querySelector('script')?.textContent ?? '{}');
  const moves = figure.frames && figure.layout.sliders;
  plot.className = 'plot';
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', place.dataset.alt ?? '');
  surface.append(plot);
  const config = { displayModeBar: false };
  let across = place.clientWidth;
  await Plotly.newPlot(plot, { ...inPlace(figure, place), config });
  surface.classList.add('drawn');
  const scrolls = () => { if (plot.scrollWidth > plot.clientWidth) plot.tabIndex = 0; else plot.removeAttribute('tabindex'); };
  scrolls();
  if (moves) addSlide(Plotly, surface, plot, figure);
  window.addEventListener('resize', () => {
    if (place.clientWidth === across) return;
    across = place.clientWidth;
    Plotly.newPlot(plot, { ...inPlace(figure, place), config }).then(scrolls);
  });
}

/** @param {HTMLElement} place */
const start = (place) => draw(place).catch(() => { place.dataset.picture = 'only'; });

export function charts() {
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      start(/** @type {HTMLElement} */ (target));
    }
  }, { rootMargin: '400px' });
  for (const figure of document.querySelectorAll('figure.chart')) near.observe(figure);
}
