// @ts-nocheck: figures are JSON that plotly.js alone gives types to.
// A figure of the library for a page narrower than it was drawn for: titles wrap, grids stack, texts stay inside. Notebooks carry it in their html, the site imports it.

/** @typedef {Record<string, any>} Part */

/**
 * @param {{ data: Part[], layout: Part, frames?: Part[] }} figure what the library wrote; it stays as it is
 * @param {number} room pixels across
 * @returns {{ data: Part[], layout: Part, frames?: Part[] }}
 */
export function fitted(figure, room) {
  const { data, layout, frames } = JSON.parse(JSON.stringify(figure));
  if (!layout.width || room >= layout.width) return { data, layout, frames };
  // A chart of Plotly.NET alone leaves margins, legend and the place of the title to plotly.js.
  const free = !layout.margin;
  layout.margin ??= { l: 70, r: 20, t: 60, b: 70 };
  if (free && layout.title) layout.title = { ...layout.title, x: 0, xref: 'container', xanchor: 'left', y: 1, yref: 'container', yanchor: 'top', pad: { l: 14, t: 14 }, font: { size: 18, ...layout.title.font } };
  [layout.xaxis, layout.yaxis] = [layout.xaxis ?? {}, layout.yaxis ?? {}];
  layout.legend ??= { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' };
  const pen = document.createElement('canvas').getContext('2d');
  const across = (text, size) => {
    pen.font = `${size}px ${layout.font?.family ?? 'sans-serif'}`;
    return Math.max(...String(text).split('<br>').map((line) => pen.measureText(line.replace(/<[^>]*>/g, '')).width));
  };
  const wrap = (text, size, width) => {
    const lines = [''];
    for (const word of String(text).replaceAll('<br>', ' ').split(' ')) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && across(longer, size) > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.join('<br>');
  };
  const rows = (text) => String(text ?? '').split('<br>').length;
  const margin = layout.margin, old = { w: layout.width - margin.l - margin.r, h: layout.height - margin.t - margin.b };
  const panels = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key)).map((key) => {
    const n = key.slice(5), x = layout[key], y = layout[`yaxis${n}`], [x0, x1] = x.domain ?? [0, 1], [y0, y1] = y.domain ?? [0, 1];
    return { n, x, y, old: { x0, x1, y0, y1 }, height: (y1 - y0) * old.h };
  }).sort((a, b) => b.old.y1 - a.old.y1 || a.old.x0 - b.old.x0);
  const starts = [...new Set(panels.map((p) => p.old.x0))].sort((a, b) => a - b);
  const gapAcross = starts.length > 1 ? (starts[1] - panels[0].old.x1) * old.w : 0;
  const stack = panels.length > 1 && (panels[0].old.x1 - panels[0].old.x0) * (room - margin.l - margin.r) < 260 + 1e4 * (starts.length === 1);

  // Rows of letters under a sequence cannot be thinned out: such a chart is as wide as its letters and scrolls.
  const letters = Math.max(...panels.map(({ x }) => (x.ticktext?.every((t) => t.length < 2) ? x.ticktext.length : 0)));
  if (stack) margin.r = Math.max(margin.r, gapAcross - margin.l);
  const bars = data.some((trace) => trace.colorbar && trace.showscale);
  if (margin.r > 0.36 * room && !bars) margin.r = Math.round(0.36 * room);
  layout.width = Math.min(layout.width, Math.max(room, letters * 12 + margin.l + margin.r));
  const inner = layout.width - margin.l - margin.r;

  const [heading = '', note] = (layout.title?.text ?? '').split('<span');
  if (layout.title?.text) {
    const before = rows(layout.title.text), size = layout.title.font?.size ?? 18;
    const parts = heading ? [wrap(heading.replace(/<br>$/, ''), size, room - 28)] : [];
    if (note) {
      const [, style, text] = /^(.*?)>(.*)<\/span>$/.exec(note) ?? ['', '', note];
      parts.push(`<span${style}>${wrap(text, 14, room - 28)}</span>`);
    }
    layout.title.text = parts.join('<br>');
    const more = rows(layout.title.text) - before;
    margin.t += more * size * 1.3;
    layout.height += more * size * 1.3;
    if (before === 1 && more > 0 && layout.title.pad) layout.title.pad.t += 0.7 * size;
  }
  const entries = free || layout.showlegend ? data.filter((trace) => trace.showlegend && trace.name) : [];
  if (entries.length > 0) {
    let lines = 1, used = 0;
    const widest = Math.max(...entries.map((trace) => across(trace.name, 14))) + 50;
    for (let i = 0; i < entries.length; i++) {
      if (used > 0 && used + widest > inner) [lines, used] = [lines + 1, 0];
      used += widest;
    }
    if (!free) lines--;
    margin.t += lines * 22;
    layout.height += lines * 22;
  }

  // Fewer ticks, as many as there is room for.
  for (const { x, old: { x0, x1 } } of panels) {
    const share = inner * (stack ? 1 : x1 - x0) / (old.w * (x1 - x0));
    if (share >= 1) continue;
    if (x.nticks) x.nticks = Math.max(3, Math.round(x.nticks * share));
    else if (x.dtick) x.dtick *= Math.ceil(1 / share);
    if (x.type === 'category' || x.ticktext) x.automargin = true;
  }

  // Axis titles wrap; room for their lines comes below the panel.
  const below = panels.map(({ x }) => {
    const width = stack ? inner : (x.domain ? x.domain[1] - x.domain[0] : 1) * inner + 20;
    if (!x.title?.text) return 36;
    x.title.text = wrap(x.title.text, x.title.font?.size ?? 16, width);
    return 62 + (rows(x.title.text) - 1) * 20;
  });
  const extra = Math.max(...below) - Math.max(36, Math.min(62, margin.b));
  for (const { y, height } of panels) if (y.title?.text) y.title.text = wrap(y.title.text, y.title.font?.size ?? 16, Math.max(height, 160));
  // Texts on top of a panel that would touch stand in several lines.
  const tops = panels.map(({ n, x, old: o }) => {
    const onTop = (layout.annotations ?? []).filter((a) => a.yref === `y${n} domain` && a.y >= 1 && a.yanchor === 'bottom' && x.range);
    const wide = stack ? inner : (o.x1 - o.x0) * inner, at = (a) => (a.x - x.range[0]) / (x.range[1] - x.range[0]) * wide;
    onTop.sort((a, b) => a.x - b.x);
    const touch = onTop.some((a, i) => i > 0 && at(a) - at(onTop[i - 1]) < (across(a.text, 14) + across(onTop[i - 1].text, 14)) / 2 + 6);
    if (touch) for (const a of onTop) a.text = a.text.replaceAll(' ', '<br>');
    return touch ? (Math.max(...onTop.map((a) => rows(a.text))) - 1) * 18 : 0;
  });
  const headings = panels.map(({ old: o }) => (layout.annotations ?? []).find((a) => a.xref === 'paper' && Math.abs(o.x0 - a.x) < 1e-4 && Math.abs(o.y1 - a.y) < 1e-4));
  const lift = panels.map(({ old: o }, i) => {
    if (!headings[i]) return tops[i];
    headings[i].text = wrap(headings[i].text, headings[i].font?.size ?? 16, stack ? inner + margin.r : (o.x1 - o.x0) * inner + 12);
    headings[i].yshift += tops[i];
    headings[i].align = 'left';
    return tops[i] + (rows(headings[i].text) - 1) * 21;
  });
  const first = Math.max(...lift.filter((_, i) => panels[i].old.y1 > 0.999 && (!stack || i === 0)));
  margin.t += first;
  layout.height += first;
  if (stack) {
    const above = (i) => 44 + lift[i], slides = layout.sliders ? 84 : 0;
    const tall = panels.map((p) => p.y.scaleanchor ? p.height * Math.min(1, inner / ((p.old.x1 - p.old.x0) * old.w)) * (starts.length > 1 ? inner / p.height : 1) : starts.length > 1 ? Math.min(Math.max(p.height, 180), 260) : p.height);
    const total = tall.reduce((sum, t, i) => sum + t + (i > 0 ? above(i) + below[i - 1] : 0), 0);
    margin.b = below.at(-1) + slides;
    layout.height = margin.t + total + margin.b;
    let top = 0;
    panels.forEach((p, i) => {
      if (i > 0) top += above(i) + below[i - 1];
      [p.x.domain, p.y.domain] = [[0, 1], [1 - (top + tall[i]) / total, 1 - top / total]];
      p.height = tall[i];
      top += tall[i];
    });
  } else if (extra > 0) {
    margin.b += extra;
    layout.height += extra;
  }
  const innerHeight = layout.height - margin.t - margin.b;
  if (layout.legend?.y > 1) layout.legend.y = 1 + (layout.legend.y - 1) * old.h / innerHeight;
  // Numbers on bars too thin for them stand upright, because plotly.js would shrink them.
  const standing = data.filter((trace) => trace.type === 'bar' && trace.orientation !== 'h');
  for (const trace of standing) {
    const beside = standing.filter(({ xaxis }) => xaxis === trace.xaxis).length, share = stack ? 1 : panels[0].old.x1 - panels[0].old.x0;
    if (Array.isArray(trace.text) && Math.max(...trace.text.map((t) => across(t, 14))) > 0.7 * share * inner / trace.text.length / beside) Object.assign(trace, { textangle: -90, constraintext: 'none' });
  }
  const panelOf = (ref) => panels.find(({ n }) => n === String(ref ?? 'x').replace(/\D/g, '')) ?? panels[0];
  for (const trace of data) {
    if (!trace.colorbar || !trace.showscale) continue;
    const { x, y } = panelOf(trace.xaxis), [, x1] = x.domain ?? [0, 1], [y0, y1] = y.domain ?? [0, 1];
    Object.assign(trace.colorbar, { x: x1 + 8 / inner, y: (y0 + y1) / 2, len: y1 - y0 });
    if (trace.colorbar.title?.text) trace.colorbar.title.text = wrap(trace.colorbar.title.text, 15, (y1 - y0) * innerHeight);
  }

  // Texts: each is wrapped to its panel and moved back inside the picture.
  const placed = (annotations) => annotations?.forEach((note) => {
    const size = note.font?.size ?? 14;
    if (note.xref === 'paper') {
      const i = panels.findIndex(({ old: o }) => Math.abs(o.x0 - note.x) < 1e-4 && Math.abs(o.y1 - note.y) < 1e-4);
      if (i < 0) return;
      [note.text, note.yshift, note.align] = [headings[i].text, headings[i].yshift, 'left'];
      [note.x, note.y] = [(panels[i].x.domain ?? [0])[0], (panels[i].y.domain ?? [0, 1])[1]];
      return;
    }
    const { x } = panelOf(note.xref), [d0, d1] = x.domain ?? [0, 1], wide = (d1 - d0) * inner, [r0, r1] = x.range ?? [0, 1];
    const at = (String(note.xref).endsWith('domain') ? note.x : x.range ? (note.x - r0) / (r1 - r0) : 0.5) * wide;
    const end = note.xshift === 6 && note.xanchor === 'left' && note.align === 'left';
    const limit = bars ? wide : d1 > 0.999 ? wide + margin.r - 4 : wide + 0.5 * gapAcross, first = d0 < 0.001 ? 4 - margin.l : 0;
    note.text = end ? wrap(note.text, size, Math.max(limit - at - 6, 60)) : across(note.text, size) > limit - first ? wrap(note.text, size, wide) : note.text;
    const width = across(note.text, size) + 4, moved = (note.showarrow ? note.ax ?? 0 : 0) + (note.xshift ?? 0);
    const left = at + moved - width * ({ left: 0, right: 1 }[note.xanchor] ?? 0.5);
    const back = left < first ? first - left : Math.min(0, limit - left - width);
    if (!back) return;
    if (note.showarrow) note.ax = (note.ax ?? 0) + back;
    else note.xshift = (note.xshift ?? 0) + back;
    if (end) note.bgcolor = 'rgba(255,255,255,0.75)';
  });
  placed(layout.annotations);
  for (const frame of frames ?? []) placed(frame.layout?.annotations);
  return { data, layout, frames };
}
