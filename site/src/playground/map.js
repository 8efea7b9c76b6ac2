// A map of a gate or of the state: a row a unit, a column a letter.
import { box, fixed, get } from './format.js';

const row = 10, column = 17, head = 24, left = 30;
// Viridis at nine places, and blue to orange through grey for signed values.
const viridis = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'];
const diverging = ['#0072b2', '#4d9cc9', '#99c6e0', '#d5e5ee', '#f2f2f2', '#f6dfcd', '#eeb78f', '#e18a50', '#d55e00'];

/** @param {string[]} colours @param {number} share from 0 to 1 */
function colourOf(colours, share) {
  const at = Math.min(1, Math.max(0, share)) * (colours.length - 1), k = Math.min(colours.length - 2, Math.floor(at));
  const part = (/** @type {string} */ c, /** @type {number} */ n) => parseInt(c.slice(1 + 2 * n, 3 + 2 * n), 16);
  return `rgb(${[0, 1, 2].map((n) => Math.round(part(colours[k], n) + (at - k) * (part(colours[k + 1], n) - part(colours[k], n)))).join(' ')})`;
}

/**
 * @param {import('./text-lab.js').TextLab} lab @param {'z' | 'r' | 'h'} signal @param {number[]} order the unit of each row
 * @param {number} letter @param {number} unit what is chosen
 */
export function showMap(lab, signal, order, letter, unit) {
  const canvas = get('map', HTMLCanvasElement), letters = [...lab.text], [width, height] = [left + letters.length * column + 2, head + order.length * row + 2];
  const scale = window.devicePixelRatio || 1, style = getComputedStyle(canvas);
  Object.assign(canvas, { width: width * scale, height: height * scale });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.scale(scale, scale);
  pen.font = '13px ui-monospace, Consolas, monospace';
  pen.textAlign = 'center';
  letters.forEach((c, t) => {
    pen.fillStyle = t === letter ? style.accentColor : style.color;
    pen.fillText(c === ' ' ? '␣' : c, left + column * (t + 0.5), 15);
    order.forEach((j, n) => {
      const v = lab.steps[t][signal][j];
      pen.fillStyle = signal === 'h' ? colourOf(diverging, (v + 1) / 2) : colourOf(viridis, v);
      pen.fillRect(left + column * t, head + row * n, column - 1, row - 1);
      const { hold } = lab.steps[t];
      if (signal === 'h' || hold[signal][j] === null) return;
      pen.strokeStyle = '#fff';
      pen.lineWidth = 1.5;
      pen.strokeRect(left + column * t + 1, head + row * n + 1, column - 3, row - 3);
    });
  });
  const at = order.indexOf(unit);
  pen.strokeStyle = '#d55e00';
  pen.lineWidth = 2.5;
  pen.strokeRect(left + column * letter - 1, head + row * at - 1, column + 1, row + 1);
  pen.fillStyle = style.color;
  pen.textAlign = 'right';
  pen.font = '12px sans-serif';
  pen.fillText(String(unit + 1), left - 6, head + row * at + 9);
  const values = order.map((j) => lab.steps[letter][signal][j]), names = { z: 'update gate z', r: 'reset gate r', h: 'state h' };
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  canvas.setAttribute('aria-label', `Map of the ${names[signal]} of ${order.length} units over ${letters.length} letters.`);
  box('map-words').textContent = `${names[signal][0].toUpperCase()}${names[signal].slice(1)}, ${signal === 'h' ? 'blue −1, orange 1' : 'dark 0, yellow 1'}; units that keep most are on top. Letter ${letter + 1}, “${letters[letter] === ' ' ? 'space' : letters[letter]}”: mean ${fixed(mean, 2)}, from ${fixed(Math.min(...values), 2)} to ${fixed(Math.max(...values), 2)}; unit ${unit + 1} has ${fixed(lab.steps[letter][signal][unit], 3)}.`;
}

/** What of the map is under a pointer. @param {MouseEvent} event @param {number} letters @param {number[]} order */
export function under(event, letters, order) {
  const area = get('map', HTMLCanvasElement).getBoundingClientRect();
  const clamp = (/** @type {number} */ v, /** @type {number} */ most) => Math.min(most, Math.max(0, Math.floor(v)));
  return { letter: clamp((event.clientX - area.left - left) / column, letters - 1), unit: order[clamp((event.clientY - area.top - head) / row, order.length - 1)] };
}
