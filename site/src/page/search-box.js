// The search box: the index and the search library are loaded when it is first used.
import { load } from './scripts.js';

/** @typedef {{ title: string, page: string, url: string, text: string }} Hit */

export function searchBox() {
  const input = document.getElementById('search'), list = document.getElementById('hits'), note = document.getElementById('hits-note');
  if (!(input instanceof HTMLInputElement) || !list || !note) return;
  const up = input.dataset.up ?? '';
  /** @type {Promise<(words: string) => Hit[]> | undefined} */
  let ready;
  const engine = () => (ready ??= load({ src: `${up}search-index.js` }).then(() => load({ src: `${up}search.js` })).then(() => /** @type {any} */ (window).siteSearch));

  async function look() {
    const words = /** @type {HTMLInputElement} */ (input).value.trim();
    /** @type {Hit[]} */
    const hits = words.length < 2 ? [] : (await engine())(words);
    if (words !== /** @type {HTMLInputElement} */ (input).value.trim()) return;
    list?.replaceChildren(...hits.map((hit) => {
      const link = document.createElement('a'), where = document.createElement('span'), piece = document.createElement('span'), item = document.createElement('li');
      link.href = up + hit.url;
      link.textContent = hit.title;
      where.textContent = hit.page;
      piece.textContent = hit.text;
      piece.className = 'piece';
      item.append(link, where, piece);
      return item;
    }));
    if (note) note.textContent = words.length < 2 ? '' : hits.length === 0 ? `Nothing found for “${words}”.` : `${hits.length} found.`;
    document.body.classList.toggle('searching', words.length >= 2);
  }

  const close = () => { document.body.classList.remove('searching'); };
  input.addEventListener('focus', () => { engine().catch(() => { note.textContent = 'The search index of this site is missing.'; }); });
  input.addEventListener('input', () => { look().catch(() => { note.textContent = 'The search index of this site is missing.'; }); });
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); }
    if (event.key === 'Escape') close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...list.querySelectorAll('a')], at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (links.length === 0 || (at < 0 && document.activeElement !== input)) return;
    event.preventDefault();
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)].focus();
  });
  document.addEventListener('pointerdown', (event) => { if (event.target instanceof Element && !event.target.closest('.search')) close(); });
  list.addEventListener('click', close);
}
