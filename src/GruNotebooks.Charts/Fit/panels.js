// Panels find new places and heights.

/** @typedef {import('./page.js').Page} Page @typedef {import('./page.js').Panel} Panel */

/** A square panel alone is as high as it is wide. @param {Page} page */
export function shortenSquare({ panels: [panel, ...others], layout, inner, drawn }) {
  if (others.length > 0 || !panel.y.scaleanchor) return;
  const spare = panel.height * (1 - inner / drawn.wide);
  if (!(spare > 0)) return;
  panel.height -= spare;
  layout.height -= spare;
}

/**
 * Room between the panels and below them.
 * @param {Page} page @param {number[]} above pixels that the texts above each panel have gained
 * @param {number[]} below pixels below each panel
 */
export function layPanels(page, above, below) {
  const { layout, margin, drawn } = page, more = Math.max(...below) - Math.max(36, Math.min(62, margin.b));
  if (page.stacked) stack(page, above.map((gained) => 44 + gained), below);
  else if (more > 0) {
    margin.b += more;
    layout.height += more;
  }
  if (layout.legend.y > 1) layout.legend.y = 1 + (layout.legend.y - 1) * drawn.high / page.innerHeight;
}

/**
 * Each panel gets a row to itself.
 * @param {Page} page @param {number[]} above pixels above each panel @param {number[]} below pixels below each panel
 */
function stack(page, above, below) {
  const { layout, margin, panels } = page;
  for (const panel of panels) panel.height = stackedHeight(page, panel);
  /** Pixels over a panel, up to the one above. @param {number} i */
  const gapOver = (i) => (i > 0 ? above[i] + below[i - 1] : 0);
  const total = panels.reduce((sum, { height }, i) => sum + height + gapOver(i), 0);
  margin.b = (below.at(-1) ?? 0) + (layout.sliders ? 84 : 0);
  layout.height = margin.t + total + margin.b;
  let top = 0;
  panels.forEach(({ x, y, height }, i) => {
    top += gapOver(i);
    x.domain = [0, 1];
    y.domain = [1 - (top + height) / total, 1 - top / total];
    top += height;
  });
}

/**
 * The height of a panel in a row of its own: a square one stays square, one of a grid gets between 180 and 260.
 * @param {Page} page @param {Panel} panel @returns {number} pixels
 */
function stackedHeight({ grid, inner }, { y, height, was }) {
  if (y.scaleanchor) return grid ? height * Math.min(1, inner / was.wide) * (inner / height) : height * Math.min(1, inner / was.wide);
  return grid ? Math.min(Math.max(height, 180), 260) : height;
}
