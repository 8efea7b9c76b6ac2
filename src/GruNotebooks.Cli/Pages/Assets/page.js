// Pictures become charts when they come near the window and plotly.js can be had; without it the pictures stay.
(function () {
  'use strict';
  const figures = Array.from(document.querySelectorAll('figure.chart'));
  const sources = JSON.parse(document.getElementById('plotly-sources').textContent);
  let plotly = null;

  function load(source) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement('script');
      script.src = source.src;
      if (source.integrity) { script.integrity = source.integrity; script.crossOrigin = 'anonymous'; }
      script.onload = function () { window.Plotly ? resolve(window.Plotly) : reject(new Error('no Plotly in ' + source.src)); };
      script.onerror = function () { reject(new Error('cannot load ' + source.src)); };
      document.head.appendChild(script);
    });
  }

  function getPlotly() {
    plotly = plotly || sources.reduce(function (before, source) { return before.catch(function () { return load(source); }); }, Promise.reject(new Error('none')));
    return plotly;
  }

  function narrowed(layout, place) {
    return Math.min(layout.width || 720, Math.max(320, place.clientWidth - 2));
  }

  // Plotly's own slider answers only to a pointer; a native one answers to keys and is read aloud.
  function addSlide(surface, plot, figure) {
    const slider = figure.layout.sliders[0], steps = slider.steps, label = document.createElement('label');
    const input = document.createElement('input'), shown = document.createElement('output');
    label.className = 'slide';
    Object.assign(input, { type: 'range', min: 0, max: steps.length - 1, step: 1, value: slider.active || 0 });
    label.append((slider.currentvalue && slider.currentvalue.prefix || '').replace(/:\s*$/, ''), input, shown);
    function say() { shown.textContent = steps[input.value].label; input.setAttribute('aria-valuetext', shown.textContent); }
    input.addEventListener('input', function () { say(); window.Plotly.animate(plot, [steps[input.value].args[0][0]], steps[input.value].args[1]); });
    say();
    surface.appendChild(label);
  }

  function draw(place) {
    getPlotly().then(function (Plotly) {
      const figure = JSON.parse(place.querySelector('script').textContent), surface = place.querySelector('.surface'), plot = document.createElement('div');
      const layout = Object.assign({}, figure.layout), moves = figure.frames && layout.sliders;
      layout.width = narrowed(layout, place);
      if (moves) { layout.height -= 84; layout.margin = Object.assign({}, layout.margin, { b: layout.margin.b - 84 }); delete layout.sliders; }
      plot.className = 'plot';
      plot.setAttribute('role', 'img');
      plot.setAttribute('aria-label', place.dataset.alt);
      surface.appendChild(plot);
      return Plotly.newPlot(plot, { data: figure.data, layout: layout, frames: figure.frames, config: { displaylogo: false } }).then(function () {
        surface.classList.add('drawn');
        if (moves) addSlide(surface, plot, figure);
        window.addEventListener('resize', function () {
          const width = narrowed(figure.layout, place);
          if (width !== plot.layout.width) Plotly.relayout(plot, { width: width });
        });
      });
    }).catch(function () { place.dataset.picture = 'only'; });
  }

  const near = new IntersectionObserver(function (entries) {
    entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) { near.unobserve(entry.target); draw(entry.target); });
  }, { rootMargin: '400px' });
  figures.forEach(function (figure) { near.observe(figure); });

  // Formulas that were not set when the page was made.
  if (window.katex) document.querySelectorAll('.math:not([data-set])').forEach(function (place) {
    window.katex.render(place.textContent, place, { displayMode: place.classList.contains('shown'), throwOnError: false });
  });
})();
