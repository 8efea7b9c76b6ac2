// Search over all pages. window.siteIndex comes from search-index.js, which `gru site` writes.
import MiniSearch from 'minisearch';

/** @typedef {{ title: string, page: string, url: string, text: string }} Section */

const sections = /** @type {Section[]} */ (/** @type {any} */ (window).siteIndex);
const engine = new MiniSearch({ fields: ['title', 'page', 'text'], idField: 'url', searchOptions: { boost: { title: 4, page: 2 }, prefix: true, fuzzy: (word) => (word.length > 4 ? 0.2 : false), combineWith: 'AND' } });
engine.addAll(sections);
const byUrl = new Map(sections.map((section) => [section.url, section]));

/** Words around the first that was found. @param {string} text @param {string[]} terms */
function piece(text, terms) {
  const lower = text.toLowerCase(), at = Math.min(...terms.map((term) => lower.indexOf(term)).filter((n) => n >= 0), text.length);
  const from = Math.max(0, lower.lastIndexOf(' ', Math.max(0, at - 50)));
  return `${from > 0 ? '… ' : ''}${text.slice(from, from + 150).trim()}${from + 150 < text.length ? ' …' : ''}`;
}

Object.assign(window, {
  siteSearch: (/** @type {string} */ words) => engine.search(words).slice(0, 12).map((result) => {
    const section = /** @type {Section} */ (byUrl.get(result.id));
    return { ...section, text: piece(section.text, result.terms) };
  }),
});
