/** Three decimals with a true minus sign; short enough for a drawing. @param {number} v */
export const short = (v) => fixed(v, Math.abs(v) >= 9.995 ? 1 : 2);

/** @param {number} v @param {number} digits */
export const fixed = (v, digits) => {
  const text = v.toFixed(digits);
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−');
};

/** One number a unit. @param {number[]} values @param {(v: number) => string} of */
export const list = (values, of = short) => values.map(of).join(', ');

/** An element with attributes and children. @param {string} name @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** An element of a drawing. @param {string} name @param {Record<string, string | number>} attributes @param {string} text */
export function draw(name, attributes = {}, text = '') {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text) element.textContent = text;
  return element;
}

/** An element that the page has. @template {Element} E @param {string} id @param {new () => E} kind @returns {E} */
export function get(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return element;
}

/** @param {string} id */
export const input = (id) => get(id, HTMLInputElement);

/** @param {string} id */
export const box = (id) => get(id, HTMLElement);

/** A table of numbers with a heading for each column and each row. @param {string[]} head @param {(string | number)[][]} rows */
export function table(head, rows) {
  return make('table', {},
    make('thead', {}, make('tr', {}, ...head.map((h) => make('th', { scope: 'col' }, h)))),
    make('tbody', {}, ...rows.map(([first, ...rest]) => make('tr', {}, make('th', { scope: 'row' }, String(first)), ...rest.map((v) => make('td', {}, String(v)))))));
}
