// How the pages are built. Everything is bundled; in development the socket goes to a daemon on its usual port.
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const daemon = `http://127.0.0.1:${process.env['COUNTERTOP_PORT'] ?? '8080'}`;

export default defineConfig({
  plugins: [sveltekit()],
  // Boxes run a current Chromium; older syntax would only cost bytes and turn light-dark() and oklch() into copies.
  build: { target: ['chrome125', 'firefox128', 'safari18'], cssMinify: true, reportCompressedSize: false },
  server: {
    proxy: {
      '/link': { target: daemon, ws: true },
      '/setup/simulators/link': { target: daemon, ws: true },
      '/setup/simulators/codes.json': { target: daemon },
    },
  },
});
