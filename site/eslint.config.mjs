import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  { files: ['site/src/**/*.js', 'src/GruNotebooks.Charts/Fit/*.js'], languageOptions: { globals: globals.browser }, rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' } },
  { files: ['site/test/**/*.js', 'site/*.mjs'], languageOptions: { globals: globals.node } },
  { ignores: ['site/dist/**', 'artifacts/**', '**/bin/**', '**/obj/**'] },
];
