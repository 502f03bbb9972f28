// SvelteKit as a static build: one index.html that the daemon serves for every page, no server of its own.
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ fallback: 'index.html' }),
    // Pages are installed with the daemon; a page of another version is told so by the link, not by a file.
    version: { name: 'countertop', pollInterval: 0 },
    output: { preloadStrategy: 'modulepreload' },
  },
};
