import { existsSync, statSync } from 'node:fs';
import { extname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { sendUnknownPath as sendUnknownOwn } from '../api/frame/errors.ts';
import { sendUnknownPath as sendUnknownVms } from '../dialects/vms/errors.ts';
import { sendUnknownPath as sendUnknownVsaasIo } from '../dialects/vsaas-io/errors.ts';
import { sendUnknownPath as sendUnknownWatcher } from '../dialects/watcher/errors.ts';
import { policyWith } from '../http/security-headers.ts';
import { guestRoutes } from './guest-page/routes.ts';
import { isMistypedPage, isPage } from './pages.ts';

/** Beside the server's bundle in `dist`; from the sources, where the build puts it. */
const FOLDERS = ['../web', '../../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
/** Of the files beside the pages: all others are parts of the build that nobody asks for. */
const ENDINGS = new Set(['.html', '.js', '.svg', '.png', '.ico', '.webmanifest', '.txt']);
/** Paths that belong to machines: they get JSON when nothing is there. */
const MACHINE = /^\/(api|vsaas|system-api|bill|asterisk|health|metrics|assets)(\/|$)/;

/**
 * The built web: its assets, the embed page, the page of a guest, and the one page that each of its addresses gets. What is none of these
 * may stand below a camera, and is JSON 404 whether there is such a camera or not.
 */
const routes: FastifyPluginAsync<{ version: string }> = async (app) => {
  const folder = FOLDERS.find((path) => existsSync(join(path, 'index.html')));
  if (folder) await registerFiles(app, folder);
  for (const path of ['/vsaas/embed/*', '/embed/:link']) app.get(path, (_request, reply) => sendEmbed(folder, reply));
  await app.register(guestRoutes);
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    // Here as well as in the dialects: a GET that no camera answers comes from the media node's own route.
    if (path.startsWith('/vsaas/')) return sendUnknownWatcher(request, reply);
    if (/^\/api\/v[12]\/billing(\/|$)/.test(path)) return sendUnknownVms(request, reply);
    if (/^\/api\/v1(\/|$)/.test(path)) return sendUnknownVsaasIo(request, reply);
    if (path.startsWith('/api/vedette/v1')) return sendUnknownOwn(request, reply);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead) await allowBackgrounds(request, reply, path);
    return (isRead && !MACHINE.test(path) && sendWeb(folder, request, reply, path)) || sendNothing(request, reply);
  });
};

export const webRoutes = fp(routes, { name: 'web' });

async function registerFiles(app: FastifyInstance, folder: string): Promise<void> {
  // The build lays a .br and a .gz beside what gets smaller by it; a cache on the way has to tell them apart.
  const compressed = {
    preCompressed: true,
    setHeaders: (response: { setHeader(name: string, value: string): void }) =>
      response.setHeader('vary', 'accept-encoding'),
  };
  await app.register(fastifyStatic, {
    ...compressed,
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  });
  await app.register(fastifyStatic, { ...compressed, root: folder, serve: false, cacheControl: false });
}

/** A page, or a file beside the pages; undefined: the path is none of the web's. */
function sendWeb(
  folder: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): FastifyReply | undefined {
  if (path.endsWith('/embed.html')) return sendEmbed(folder, reply);
  const file = fileOf(folder, path);
  if (file !== undefined) return sendPage(folder, reply, file);
  if (isPage(path)) return sendPage(folder, reply);
  const readsPages = /\btext\/html\b/.test(request.headers.accept ?? '');
  return readsPages && isMistypedPage(path) ? sendMissingPage(folder, reply) : undefined;
}

/** Whoever signs in on a page sees maps on it, without another page being sent. */
async function allowBackgrounds({ core }: FastifyRequest, reply: FastifyReply, path: string): Promise<void> {
  if (!isPage(path) && !isMistypedPage(path) && path !== '/index.html') return;
  const origins = await core.tileOrigins.all();
  if (origins.length > 0) reply.header('content-security-policy', policyWith(origins));
}

function sendNothing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { code: 'not_found', message: 'Nothing is here', requestId: request.id } });
}

/** A file of the build beside its pages, such as the icons; as a path below the folder. */
function fileOf(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined || !ENDINGS.has(extname(path))) return undefined;
  const file = join(folder, normalize(path));
  return file.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? relative(folder, file) : undefined;
}

function sendPage(folder: string | undefined, reply: FastifyReply, file = 'index.html'): FastifyReply {
  return folder ? reply.header('cache-control', 'no-cache').sendFile(file) : sendNotBuilt(reply);
}

/** The page that says so itself. Without a tag: a page that was kept would be answered by 404 and no body. */
function sendMissingPage(folder: string | undefined, reply: FastifyReply): FastifyReply {
  if (!folder) return sendNotBuilt(reply);
  return reply
    .code(404)
    .header('cache-control', 'no-cache')
    .sendFile('index.html', { etag: false, lastModified: false });
}

/** Made to stand in anybody's cabinet: no cookie, no session, and any page may frame it. */
function sendEmbed(folder: string | undefined, reply: FastifyReply): FastifyReply {
  if (!folder) return sendNotBuilt(reply);
  const policy = String(reply.getHeader('content-security-policy') ?? '').replace(
    /frame-ancestors [^;]*/,
    'frame-ancestors *',
  );
  return reply
    .header('content-security-policy', policy)
    .removeHeader('x-frame-options')
    .header('cache-control', 'no-cache')
    .sendFile('embed.html');
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/plain; charset=utf-8').send('The web is not built: run "npm run build"');
}
