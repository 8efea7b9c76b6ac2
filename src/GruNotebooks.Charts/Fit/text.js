// How long texts are, and how they wrap. Sizes and widths are pixels.

/** @typedef {import('./page.js').Page} Page */

/**
 * The width of a text's longest line.
 * @param {Page} page @param {string} text may have `<br>` and tags @param {number} size of the letters
 */
export function widthOf({ pen, layout }, text, size) {
  pen.font = `${size}px ${layout.font?.family ?? 'sans-serif'}`;
  return Math.max(...String(text).split('<br>').map((line) => pen.measureText(line.replace(/<[^>]*>/g, '')).width));
}

/** The width of the longest of some texts. @param {Page} page @param {string[]} texts @param {number} size of the letters */
export const widestOf = (page, texts, size) => Math.max(...texts.map((text) => widthOf(page, text, size)));

/**
 * A text in lines that are no wider than some width, unless a word alone is.
 * @param {Page} page @param {string} text @param {number} size of the letters @param {number} width
 * @param {RegExp} between where a line may end @returns {string}
 */
export function wrapped(page, text, size, width, between = /(?= )/) {
  const lines = [];
  let line = '';
  for (const word of String(text).replaceAll('<br>', ' ').split(between)) {
    if (line && widthOf(page, line + word, size) > width) {
      lines.push(line);
      line = word.trimStart();
    } else line += word;
  }
  return [...lines, line].join('<br>');
}

/** How many lines a text has. @param {string | undefined} text */
export const lineCount = (text) => String(text ?? '').split('<br>').length;
