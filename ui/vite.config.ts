// How the pages are built. Everything is bundled; in development the socket goes to a daemon on its usual port.
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { profileFrom, replacementOf } from '../appliance/build-profile.ts';

const daemon = `http://127.0.0.1:${process.env['COUNTERTOP_PORT'] ?? '8080'}`;

/** Pages of the build for one country, as its daemon is built. */
function profilePlugin(): Plugin {
  const profile = profileFrom(process.env);
  return {
    name: 'profile',
    enforce: 'pre',
    resolveId: (wanted, importer) =>
      importer === undefined ? undefined : replacementOf(profile, wanted, importer),
  };
}

export default defineConfig({
  plugins: [profilePlugin(), sveltekit()],
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
