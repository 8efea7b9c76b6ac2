// Bundles the scripts and styles of the site into site/dist, which `gru site` carries inside itself. `--check` only says whether dist is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const check = process.argv.includes('--check');
const result = await build({
  entryPoints: {
    theme: 'site/src/page/theme.js', page: 'site/src/page/page.js', search: 'site/src/search.js', playground: 'site/src/playground/main.js',
    style: 'site/src/page.css', 'playground-style': 'site/src/playground/playground.css',
  },
  bundle: true, minify: true, format: 'iife', target: 'es2022', charset: 'utf8', legalComments: 'inline', outdir: 'site/dist', write: false,
  banner: { js: '/* Built from site/src by `npm run build`; search.js contains MiniSearch (MIT, Luca Ongaro). */' },
});
const stale = [];
for (const { path, text } of result.outputFiles) {
  let now = '';
  try {
    now = readFileSync(path, 'utf8');
  } catch {
    stale.push(path);
  }
  if (now === text) continue;
  if (!stale.includes(path)) stale.push(path);
  if (!check) writeFileSync(path, text);
}
if (check && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}. Run npm run build and commit what it writes.`);
  process.exit(1);
}
console.log(check ? 'site/dist is up to date.' : `${stale.length} files written.`);
