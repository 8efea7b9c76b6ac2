// Runs before the page is drawn, so that a chosen theme does not flash. Without a choice the system's theme holds.
const key = 'gru-theme';

/** @param {string} theme */
function apply(theme) {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function stored() {
  try {
    return localStorage.getItem(key) ?? 'system';
  } catch {
    return 'system'; // storage is closed to pages from files in some browsers: then a choice lasts as long as the page
  }
}

/** @param {string} theme */
function keep(theme) {
  try {
    localStorage.setItem(key, theme);
  } catch {
    document.documentElement.dataset.themeKept = 'no';
  }
}

apply(stored());
document.documentElement.classList.add('scripts');
document.addEventListener('DOMContentLoaded', () => {
  const choice = document.getElementById('theme');
  if (!(choice instanceof HTMLSelectElement)) return;
  choice.value = stored();
  choice.addEventListener('change', () => {
    apply(choice.value);
    keep(choice.value);
    document.dispatchEvent(new Event('themechange'));
  });
});
