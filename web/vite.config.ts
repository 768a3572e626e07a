import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { componentStyles } from './component-styles.ts';
import { serviceWorker } from './service-worker.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two programs: the viewer with the console, and by `--mode embed` the embed page, which shares no file with them so that
 * a cabinet loads nothing but what it shows. `vite` alone serves both against a running server.
 */
export default defineConfig(({ mode }) => {
  const server = loadEnv(mode, here('.'), 'VEDETTE_').VEDETTE_URL ?? 'http://127.0.0.1:8080';
  return {
    root: here('.'),
    plugins: [react(), componentStyles(), ...(mode === 'embed' ? [] : [serviceWorker(here('src/pwa/worker.js'))])],
    build: {
      outDir: here('../dist/web'),
      emptyOutDir: true,
      target: 'es2022',
      // The policy of the server lets nothing but files of its own run.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [here(mode === 'embed' ? 'embed.html' : 'index.html')],
      },
    },
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api': server,
        // Media: /{camera}/{file}, where a camera's name may hold slashes.
        '^/.+/(mse|mse_ld|index\\.m3u8|mono\\.m3u8|(archive|mono)-[^/]*|[^/]*preview\\.jpg|recording_status\\.json|media_info(\\.json)?)(\\?|$)':
          {
            target: server,
            ws: true,
          },
      },
    },
  };
});
