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
  // A number at the foot of a bar is out of sight where the axis begins above the foot.
  for (const trace of data) {
    const { range } = layout[`yaxis${String(trace.yaxis ?? 'y').slice(1)}`] ?? {};
    if (trace.type === 'bar' && trace.orientation !== 'h' && trace.insidetextanchor === 'start' && range?.[0] > 0 && layout[`yaxis${String(trace.yaxis ?? 'y').slice(1)}`].type !== 'log') trace.insidetextanchor = 'end';
  }
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
  const wrap = (text, size, width, between = /(?= )/) => {
    const lines = [''];
    for (const word of String(text).replaceAll('<br>', ' ').split(between)) {
      const longer = lines.at(-1) + word;
      if (lines.at(-1) && across(longer, size) > width) lines.push(word.trimStart());
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

  // Names left of the axes leave room for the data: long ones stand in several lines.
  const named = panels.filter(({ y }) => y.ticktext?.some((text) => /[^\d.,−]/.test(text)));
  if (named.length > 0 && margin.l > 0.36 * room) {
    const size = named[0].y.tickfont?.size ?? 14, longest = () => Math.max(...named.flatMap(({ y }) => y.ticktext.map((text) => across(text, size)))), before = longest();
    for (const panel of named) {
      const { y } = panel;
      y.ticktext = y.ticktext.map((text) => wrap(text, size, 0.31 * room, /(?= )|(?<=[a-z])(?=[A-Z][a-z])/)); // inside a name like NothingCrossesTime, too
      const more = y.ticktext.length * (Math.max(...y.ticktext.map(rows)) * size * 1.2 + 6) - panel.height;
      if (more > 0 && panels.length === 1) [panel.height, layout.height] = [panel.height + more, layout.height + more];
    }
    margin.l -= before - longest();
  }

  // Rows of letters under a sequence cannot be thinned out: such a chart is as wide as its letters and scrolls.
  const letters = Math.max(...panels.map(({ x }) => (x.ticktext?.every((t) => t.length < 2) ? x.ticktext.length : 0)));
  // The texts of a drawing stand where they belong: where they would meet it stays as wide as it was drawn, and scrolls.
  const texts = [data, ...(frames ?? []).map((frame) => frame.data ?? [])].map((traces) => traces.flatMap((trace) => (Array.isArray(trace.text) && /text/.test(trace.mode) ? trace.text.map((text, i) => ({ at: trace.x[i], up: trace.y[i], long: across(text, trace.textfont?.size ?? 14) })) : [])));
  const [{ x: { range: reach } = {}, y: drawn = {} } = {}] = panels;
  const need = panels.length > 1 || !reach || !drawn.range || drawn.title?.text ? 0 : (reach[1] - reach[0]) * Math.max(0, ...texts.flatMap((all) => all.flatMap((a, i) => all.slice(0, i)
    .filter((b) => a.at !== b.at && a.long && b.long && Math.abs((a.up - b.up) / (drawn.range[1] - drawn.range[0])) * old.h < 12).map((b) => ((a.long + b.long) / 2 - 2) / Math.abs(a.at - b.at)))));
  if (stack) margin.r = Math.max(margin.r, gapAcross - margin.l);
  const bars = data.some((trace) => trace.colorbar && trace.showscale);
  if (margin.r > 0.36 * room && !bars) margin.r = Math.round(0.36 * room);
  layout.width = Math.min(layout.width, Math.max(room, (need > room - margin.l - margin.r ? old.w : letters * 12) + margin.l + margin.r));
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

  // Fewer ticks, as many as there is room for, but two at least.
  for (const { x, old: { x0, x1 } } of panels) {
    const wide = inner * (stack ? 1 : x1 - x0), size = x.tickfont?.size ?? 14;
    if (wide >= old.w * (x1 - x0)) continue;
    if (letters > 0 && x.ticktext) x.tickangle = 0;
    else if (x.type === 'category' || x.ticktext) x.automargin = true;
    if (!x.range) continue;
    const [low, high] = x.range, pixel = wide / (high - low);
    if (x.tickvals && !x.ticktext) x.ticktext = x.tickvals.map(String);
    if (x.ticktext?.length > 0 && x.ticktext.every((text) => /^[\d.,]+$/.test(text))) {
      let end = -Infinity;
      const kept = x.tickvals.map((value, i) => [x.type === 'log' ? Math.log10(value) : value, across(x.ticktext[i], size) / 2, i])
        .filter(([at, half]) => at * pixel - half > end + 8 && ((end = at * pixel + half), true)).map(([, , i]) => i);
      [x.tickvals, x.ticktext, x.tickangle] = [kept.map((i) => x.tickvals[i]), kept.map((i) => x.ticktext[i]), 0];
    } else if (x.nticks || x.dtick) {
      const number = (value) => (x.type !== 'log' ? String(Number(value.toPrecision(4))) : x.exponentformat === 'power' ? '10−00' : String(Number((10 ** Math.round(value)).toPrecision(2))));
      const label = Math.max(across(number(low), size), across(number(high), size)) + 14, whole = x.type === 'log' || x.dtick;
      const count = (step) => Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1;
      const tenth = 10 ** Math.floor(Math.log10((high - low) / 20));
      const steps = x.type === 'log' ? [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15].map((k) => k * (x.dtick ?? 1)) : [1, 2, 5, 10, 20, 50].map((k) => (whole ? Math.max(1, Math.round(k * tenth)) : k * tenth));
      x.dtick = steps.find((step) => count(step) * label <= wide) ?? steps.at(-1);
      if (count(x.dtick) < 2) x.dtick = steps.findLast((step) => count(step) >= 2) ?? x.dtick;
      x.tick0 = 0;
      delete x.nticks;
    }
  }

  // A square panel alone is as high as it is wide.
  if (panels.length === 1 && panels[0].y.scaleanchor) {
    const spare = panels[0].height * (1 - inner / old.w);
    if (spare > 0) [panels[0].height, layout.height] = [panels[0].height - spare, layout.height - spare];
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
  const panelOf = (ref) => panels.find(({ n }) => n === String(ref ?? 'x').replace(/\D/g, '')) ?? panels[0];
  // Numbers on bars too thin for them stand upright, because plotly.js would shrink them.
  const standing = data.filter((trace) => trace.type === 'bar' && trace.orientation !== 'h');
  for (const trace of standing) {
    const beside = standing.filter(({ xaxis }) => xaxis === trace.xaxis).length, share = stack ? 1 : panels[0].old.x1 - panels[0].old.x0;
    if (Array.isArray(trace.text) && Math.max(...trace.text.map((t) => across(t, 14))) > 0.7 * share * inner / trace.text.length / beside) Object.assign(trace, { textangle: -90, constraintext: 'none' });
    const { y, height } = panelOf(trace.xaxis);
    if (trace.textangle !== -90 || trace.textposition !== 'outside' || y.type === 'log' || !y.range) continue;
    // Standing numbers stay above the line that the names hang from.
    const values = [trace, ...(frames ?? []).flatMap((frame) => frame.data ?? [])].filter(({ type }) => (type ?? 'bar') === 'bar').flatMap((part) => part.y ?? []);
    const part = (Math.max(...trace.text.map((t) => across(t, 14))) + 8) / height, [low, high] = [Math.min(...values), Math.max(...values)];
    if (low < 0) y.range[0] = Math.min(y.range[0], (low - part * y.range[1]) / (1 - part));
    if (high > 0) y.range[1] = Math.max(y.range[1], (high - part * y.range[0]) / (1 - part));
  }
  for (const trace of data) {
    if (!trace.colorbar || !trace.showscale) continue;
    const { x, y } = panelOf(trace.xaxis), [, x1] = x.domain ?? [0, 1], [y0, y1] = y.domain ?? [0, 1];
    Object.assign(trace.colorbar, { x: x1 + 8 / inner, y: (y0 + y1) / 2, len: y1 - y0 });
    if (trace.colorbar.title?.text) trace.colorbar.title.text = wrap(trace.colorbar.title.text, 15, (y1 - y0) * innerHeight);
  }

  const boxOf = (note, { x, y }, wide, high) => {
    const size = note.font?.size ?? 14, w = across(note.text, size) + 4, h = rows(note.text) * size * 1.25 + 2;
    const spot = (axis, ref, value, length) => (String(ref).endsWith('domain') ? value : (value - axis.range[0]) / (axis.range[1] - axis.range[0])) * length;
    const left = spot(x, note.xref, note.x, wide) + (note.showarrow ? note.ax ?? 0 : 0) + (note.xshift ?? 0) - w * ({ left: 0, right: 1 }[note.xanchor] ?? 0.5);
    const low = spot(y, note.yref, note.y, high) - (note.showarrow ? note.ay ?? 0 : 0) + (note.yshift ?? 0) - h * ({ bottom: 0, top: 1 }[note.yanchor] ?? 0.5);
    return { left, right: left + w, low, top: low + h };
  };

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
    const panel = panelOf(note.xref), { x, y, old: o } = panel, [d0, d1] = x.domain ?? [0, 1], wide = (d1 - d0) * inner, [r0, r1] = x.range ?? [0, 1];
    const at = (String(note.xref).endsWith('domain') ? note.x : x.range ? (note.x - r0) / (r1 - r0) : 0.5) * wide;
    const end = note.xshift === 6 && note.xanchor === 'left' && note.align === 'left';
    const limit = bars ? wide : d1 > 0.999 ? wide + margin.r - 4 : wide + 0.5 * gapAcross, inside = !x.range || !y.range || boxOf(note, panel, (o.x1 - o.x0) * old.w, (o.y1 - o.y0) * old.h).left > -2, first = d0 < 0.001 && !inside ? 4 - margin.l : 0;
    note.text = end ? wrap(note.text, size, Math.max(limit - at - 6, 60)) : across(note.text, size) > limit - first ? wrap(note.text, size, wide) : note.text;
    const width = across(note.text, size) + 4, moved = (note.showarrow ? note.ax ?? 0 : 0) + (note.xshift ?? 0);
    const left = at + moved - width * ({ left: 0, right: 1 }[note.xanchor] ?? 0.5);
    const back = left < first ? first - left : Math.min(0, limit - left - width);
    if (!back) return;
    if (note.showarrow) note.ax = (note.ax ?? 0) + back;
    else note.xshift = (note.xshift ?? 0) + back;
    if (end) note.bgcolor = 'rgba(255,255,255,0.75)';
  });

  // Where texts would now cover each other, or data that they did not cover, they move a little.
  const ink = (panel, wide, high) => data.filter((trace) => trace.type === 'scatter' && panelOf(trace.xaxis) === panel && trace.x?.length && trace.hoverinfo !== 'skip').flatMap((trace) => {
    const spot = (axis, value, length) => ((axis.type === 'log' ? Math.log10(value) : value) - axis.range[0]) / (axis.range[1] - axis.range[0]) * length;
    const points = Array.from(trace.x, (value, i) => [spot(panel.x, value, wide), spot(panel.y, trace.y[i], high)]);
    if (!String(trace.mode).includes('lines')) return points;
    return points.flatMap(([left, up], i) => {
      const [l, u] = points[i + 1] ?? [left, up], steps = Math.min(400, Math.ceil(Math.hypot(l - left, u - up) / 4)) || 1;
      return Array.from({ length: steps }, (_, k) => [left + (l - left) * k / steps, up + (u - up) * k / steps]);
    });
  });
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.low < b.top - 2 && b.low < a.top - 2;
  const covered = (box, points) => points.filter(([l, u]) => l > box.left && l < box.right && u > box.low && u < box.top).length;
  const shift = (note, across1, up) => {
    if (note.showarrow) [note.ax, note.ay] = [(note.ax ?? 0) + across1, (note.ay ?? 0) - up];
    else [note.xshift, note.yshift] = [(note.xshift ?? 0) + across1, (note.yshift ?? 0) + up];
  };
  const apart = (annotations, before) => {
    for (const panel of panels) {
      const { n, x, y, old: o } = panel;
      if (!x.range || !y.range) continue;
      const wide = ((x.domain ?? [0, 1])[1] - (x.domain ?? [0, 1])[0]) * inner, high = ((y.domain ?? [0, 1])[1] - (y.domain ?? [0, 1])[0]) * innerHeight;
      const notes = (annotations ?? []).map((note, i) => ({ note, first: before[i] })).filter(({ note }) => note.text && new RegExp(`^x${n}( domain)?$`).test(note.xref) && new RegExp(`^y${n}( domain)?$`).test(note.yref));
      const ends = notes.filter(({ note }) => note.xshift === 6 && note.xanchor === 'left' && note.align === 'left' && note.x > x.range[1] - 0.05 * (x.range[1] - x.range[0])).map(({ note }) => ({ note, box: boxOf(note, panel, wide, high) })).sort((a, b) => b.box.top + b.box.low - a.box.top - a.box.low);
      if (ends.some((a, i) => ends.some((b, k) => k < i && meets(a.box, b.box)))) {
        // Names at the ends of lines keep their order; those that touch become a pile around their middle.
        const piles = [];
        for (const end of ends) {
          piles.push({ ends: [end], middle: (end.box.top + end.box.low) / 2, height: end.box.top - end.box.low });
          while (piles.length > 1 && piles.at(-2).middle - piles.at(-2).height / 2 < piles.at(-1).middle + piles.at(-1).height / 2) {
            const [one, two] = piles.splice(-2), count = one.ends.length + two.ends.length;
            piles.push({ ends: [...one.ends, ...two.ends], middle: (one.middle * one.ends.length + two.middle * two.ends.length) / count, height: one.height + two.height });
          }
        }
        for (const pile of piles) {
          let top = Math.max(pile.middle + pile.height / 2, pile.height - 24);
          for (const { note, box } of pile.ends) {
            shift(note, 0, top - box.top);
            top -= box.top - box.low;
          }
        }
      }
      const points = ink(panel, wide, high), pointsBefore = ink(panel, (o.x1 - o.x0) * old.w, (o.y1 - o.y0) * old.h);
      const others = notes.map(({ note }) => boxOf(note, panel, wide, high));
      notes.forEach(({ note, first }, i) => {
        const box = others[i], touches = (b) => others.some((other, k) => k !== i && meets(b, other));
        if (ends.some((end) => end.note === note)) return;
        const along = String(note.xref).endsWith('domain'), onTop = String(note.yref).endsWith('domain');
        const boxBefore = boxOf(first, panel, (o.x1 - o.x0) * old.w, (o.y1 - o.y0) * old.h), most = covered(boxBefore, pointsBefore);
        if (!touches(box) && (onTop || covered(box, points) <= most)) return;
        const sideways = along ? Array.from({ length: Math.floor(wide / 8) }, (_, k) => 8 * k - box.left).filter((d) => box.right + d <= wide) : [0, 4, -4, 8, -8, 14, -14, 22, -22];
        const upward = onTop ? [0] : along ? [0, -2 * Math.abs((box.top + box.low) / 2 - (note.y - y.range[0]) / (y.range[1] - y.range[0]) * high)] : [0, 4, -4, 8, -8, 12, -12, 18, -18, 26, -26, 34, -34];
        let best = { cost: Infinity, d: 0, u: 0 };
        for (const d of sideways.length ? sideways : [0]) for (const u of upward) {
          const moved = { left: box.left + d, right: box.right + d, low: box.low + u, top: box.top + u };
          const off = Math.max(0, -moved.left - (boxBefore.left > -2 ? 0 : margin.l - 2)) + Math.max(0, moved.right - wide - margin.r + 2) + (onTop ? 0 : Math.max(0, -moved.low) + Math.max(0, moved.top - high));
          const cost = (touches(moved) ? 1000 : 0) + 10 * (onTop ? 0 : covered(moved, points)) + 20 * off + 0.05 * Math.abs(d) + 0.2 * Math.abs(u);
          if (cost < best.cost) best = { cost, d, u };
        }
        shift(note, best.d, best.u);
        others[i] = boxOf(note, panel, wide, high);
      });
    }
  };
  for (const at of [layout, ...(frames ?? []).map((frame) => frame.layout ?? {})]) {
    const before = structuredClone(at.annotations ?? []);
    placed(at.annotations);
    apart(at.annotations, before);
  }
  return { data, layout, frames };
}
