import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { sendUnknownPath as sendUnknownOwn } from '../api/errors.ts';
import { sendUnknownPath as sendUnknownWatcher } from '../dialects/watcher/errors.ts';

/** Beside the server's bundle in `dist`; from the sources, where the build puts it. */
const FOLDERS = ['../web', '../../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
/** Paths that belong to machines: they get JSON when nothing is there. */
const MACHINE = /^\/(api|vsaas|system-api|bill|asterisk|health|metrics|assets)(\/|$)/;

/** The built web: its assets, the embed page, and the one page that every other address of a browser gets. */
const routes: FastifyPluginAsync<{ version: string }> = async (app) => {
  const folder = FOLDERS.find((path) => existsSync(join(path, 'index.html')));
  if (folder) {
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
    });
  }
  for (const path of ['/vsaas/embed/*', '/embed/:link']) app.get(path, (_request, reply) => sendEmbed(folder, reply));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    // Here as well as in the dialects: a GET that no camera answers comes from the media node's own route.
    if (path.startsWith('/vsaas/')) return sendUnknownWatcher(request, reply);
    if (path.startsWith('/api/vedette/v1')) return sendUnknownOwn(request, reply);
    if (!isPage(request, path)) {
      return reply.code(404).send({ error: { code: 'not_found', message: 'Nothing is here', requestId: request.id } });
    }
    if (path.endsWith('/embed.html')) return sendEmbed(folder, reply);
    return sendPage(folder, path, reply);
  });
};

export const webRoutes = fp(routes, { name: 'web' });

function isPage(request: FastifyRequest, path: string): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !MACHINE.test(path);
}

function sendPage(folder: string | undefined, path: string, reply: FastifyReply): FastifyReply {
  if (!folder)
    return reply.code(503).type('text/plain; charset=utf-8').send('The web is not built: run "npm run build"');
  const file = join(folder, normalize(`/${path}`));
  const type = TYPES[extname(path)];
  if (type !== undefined && path !== '/' && file.startsWith(folder) && existsSync(file) && statSync(file).isFile()) {
    return reply.type(type).header('cache-control', 'no-cache').send(readFileSync(file));
  }
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(readFileSync(join(folder, 'index.html')));
}

/** Made to stand in anybody's cabinet: no cookie, no session, and any page may frame it. */
function sendEmbed(folder: string | undefined, reply: FastifyReply): FastifyReply {
  if (!folder)
    return reply.code(503).type('text/plain; charset=utf-8').send('The web is not built: run "npm run build"');
  const policy = String(reply.getHeader('content-security-policy') ?? '').replace(
    /frame-ancestors [^;]*/,
    'frame-ancestors *',
  );
  return reply
    .header('content-security-policy', policy)
    .removeHeader('x-frame-options')
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(readFileSync(join(folder, 'embed.html')));
}
