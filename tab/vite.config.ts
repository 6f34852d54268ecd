import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledMessages } from './compiled-messages.ts';
import { firstScreen } from './first-screen.ts';
import { inlineTokens } from './inline-tokens.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  root: inRepository('tab'),
  plugins: [compiledMessages(), react(), inlineTokens()],
  resolve: {
    // Messages are parsed when the tab is built, so the ICU parser stays out of the browser.
    alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' },
  },
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    rolldownOptions: {
      input: ['tab/index.html', 'tab/consent.html'].map(inRepository),
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstScreen }] } },
    },
    target: 'es2022',
    // The catalogues and pages are chunks of their own; none is small enough to be worth inlining.
    assetsInlineLimit: 0,
  },
});
