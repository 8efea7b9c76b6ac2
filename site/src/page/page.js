import { charts } from './charts.js';
import { searchBox } from './search-box.js';

/** A button that copies, on every listing. */
function copyButtons() {
  for (const block of document.querySelectorAll('pre > code')) {
    const button = document.createElement('button'), pre = /** @type {HTMLElement} */ (block.parentElement), frame = document.createElement('div');
    Object.assign(button, { type: 'button', className: 'copy', textContent: 'Copy' });
    button.setAttribute('aria-label', `Copy: ${pre.getAttribute('aria-label') ?? 'code'}`);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(block.textContent ?? '');
        button.textContent = 'Copied';
      } catch {
        getSelection()?.selectAllChildren(block); // no clipboard for pages from files: select, and Ctrl+C does the rest
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    frame.className = 'listing';
    pre.replaceWith(frame);
    frame.append(pre, button);
  }
}

/** Formulas that were not set when the page was made. */
function formulas() {
  const { katex } = /** @type {any} */ (window);
  if (!katex) return;
  for (const place of document.querySelectorAll('.math:not([data-set])'))
    katex.render(place.textContent, place, { displayMode: place.classList.contains('shown'), throwOnError: false });
}

/** What is wider than its place can be scrolled by keys. */
function scrollers() {
  const check = () => {
    for (const place of document.querySelectorAll('.math.shown, pre')) {
      if (place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight) place.setAttribute('tabindex', '0');
      else place.removeAttribute('tabindex');
    }
  };
  check();
  addEventListener('resize', check);
  // Formulas grow when their fonts arrive.
  document.fonts.addEventListener('loadingdone', check);
  document.fonts.ready.then(check);
}

/** A link to a fold opens it. */
function folds() {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  open();
  addEventListener('hashchange', open);
}

copyButtons();
formulas();
scrollers();
searchBox();
folds();
charts();
