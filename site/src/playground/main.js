import * as gru from '../gru.js';
import { startCell } from './cell-controls.js';
import { startText } from './text-controls.js';

const network = /** @type {HTMLElement} */ (document.getElementById('text-network'));
const cell = startCell();
const text = startText(JSON.parse(network.textContent ?? ''));
// For tests and for curious readers: the mathematics and the two networks of this page.
Object.assign(window, { playground: { gru, cell, text } });
document.documentElement.dataset.playground = 'ready';
