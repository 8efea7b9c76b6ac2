// What all steps of the fitting share: the figure, its panels, and their sizes as drawn and now.

/** A part of a figure, as plotly.js documents it. @typedef {Record<string, any>} Part */
/** The layout of a figure. @typedef {Part & { annotations?: Part[] }} Layout */
/** An axis, with its ticks where the figure names them. @typedef {Part & { ticktext: string[], tickvals: number[] }} Axis */
/** A size in pixels. @typedef {{ wide: number, high: number }} Size */
/**
 * An x axis and its y axis.
 * @typedef {object} Panel
 * @property {string} n what stands behind "xaxis" and "yaxis" in their names: '', '2', '3', …
 * @property {Axis} x
 * @property {Axis} y
 * @property {{ x0: number, x1: number, y0: number, y1: number }} old the part of the picture it took as drawn, from the left and the foot
 * @property {Size} was its size as drawn
 * @property {number} height pixels, as they change
 */

/** The part of the picture that an axis takes, from 0 to 1. @param {Part} axis @returns {[number, number]} */
export const domainOf = (axis) => axis.domain ?? [0, 1];

/**
 * How far a value stands from the beginning of its axis, in pixels.
 * @param {Part} axis @param {number} value @param {number} length pixels
 */
export const placeOn = ({ range }, value, length) => (value - range[0]) / (range[1] - range[0]) * length;

/** Every panel, row by row from the top. @param {Part} layout @param {Size} drawn the picture without its margins @returns {Panel[]} */
function panelsOf(layout, drawn) {
  const panels = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key)).map((key) => {
    const n = key.slice(5), x = layout[key], y = layout[`yaxis${n}`], [x0, x1] = domainOf(x), [y0, y1] = domainOf(y);
    const was = { wide: (x1 - x0) * drawn.wide, high: (y1 - y0) * drawn.high };
    return { n, x, y, old: { x0, x1, y0, y1 }, was, height: was.high };
  });
  return panels.sort((a, b) => b.old.y1 - a.old.y1 || a.old.x0 - b.old.x0);
}

/** Axes, margins and a legend where the figure leaves them to plotly.js. @param {Part} layout */
function addDefaults(layout) {
  const corner = { x: 0, xref: 'container', xanchor: 'left', y: 1, yref: 'container', yanchor: 'top', pad: { l: 14, t: 14 } };
  if (layout.title && !layout.margin) layout.title = { ...layout.title, ...corner, font: { size: 18, ...layout.title.font } };
  layout.margin ??= {};
  for (const [side, pixels] of Object.entries({ l: 70, r: 20, t: 60, b: 70 })) layout.margin[side] ??= pixels;
  layout.xaxis ??= {};
  layout.yaxis ??= {};
  layout.legend ??= { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' };
}

/** A figure on its way to a narrower page. Lengths are pixels. */
export class Page {
  /** @param {Part[]} data @param {Layout} layout @param {Part[] | undefined} frames @param {number} room pixels across */
  constructor(data, layout, frames, room) {
    this.data = data;
    this.layout = layout;
    this.frames = frames ?? [];
    this.room = room;
    /** Whether the figure leaves its margins to plotly.js, as one of Plotly.NET alone does. */
    this.free = !layout.margin;
    addDefaults(layout);
    const margin = this.margin = layout.margin;
    this.pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    /** The picture without its margins, as drawn. @type {Size} */
    this.drawn = { wide: layout.width - margin.l - margin.r, high: layout.height - margin.t - margin.b };
    this.panels = panelsOf(layout, this.drawn);
    const [{ old: { x0, x1 } }] = this.panels, starts = [...new Set(this.panels.map(({ old }) => old.x0))].sort((a, b) => a - b);
    /** Whether panels stood side by side. */
    this.grid = starts.length > 1;
    /** Between two panels side by side, as drawn. */
    this.gap = this.grid ? (starts[1] - x1) * this.drawn.wide : 0;
    const narrow = (x1 - x0) * (room - margin.l - margin.r) < 260;
    /** Whether each panel gets a row to itself: all that stood one above the other do, and those of a grid too narrow for two columns. */
    this.stacked = this.panels.length > 1 && (!this.grid || narrow);
    /** Whether a colour bar stands right of a panel. */
    this.colourBars = data.some((trace) => trace.colorbar && trace.showscale);
  }

  /** The width of the picture without its margins. */
  get inner() { return this.layout.width - this.margin.l - this.margin.r; }

  /** The height of the picture without its margins. */
  get innerHeight() { return this.layout.height - this.margin.t - this.margin.b; }

  /** Where annotations stand: in the layout, and in that of every frame. @returns {Layout[]} */
  get layouts() { return [this.layout, ...this.frames.map((frame) => frame.layout ?? {})]; }

  /** The width of a panel, once the picture has its own. @param {Panel} panel */
  widthOf({ old: { x0, x1 } }) { return this.stacked ? this.inner : (x1 - x0) * this.inner; }

  /** The size of a panel, once all have their places. @param {Panel} panel @returns {Size} */
  sizeOf(panel) {
    const [y0, y1] = domainOf(panel.y);
    return { wide: this.widthOf(panel), high: (y1 - y0) * this.innerHeight };
  }

  /** The panel of an axis, such as "x2" or "y2 domain"; the first one where there is none. @param {string | undefined} axis */
  panelOf(axis) {
    return this.panels.find(({ n }) => n === String(axis ?? 'x').replace(/\D/g, '')) ?? this.panels[0];
  }
}
