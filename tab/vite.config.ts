import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledMessages } from './compiled-messages.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [compiledMessages(), react()],
  resolve: {
    // Messages are parsed when the tab is built, so the ICU parser stays out of the browser.
    alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' },
  },
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2022',
    // The catalogues and pages are chunks of their own; none is small enough to be worth inlining.
    assetsInlineLimit: 0,
  },
});
