import WebSocket from 'ws';
import { signedIn, withKey } from './api-client.ts';
import { ADMIN, type TestApp } from './app.ts';
import { PASSWORD, type Tenant } from './tenants.ts';

/** The tenant's camera with a made-up picture, once it is seen and recorded for so many seconds. */
export async function rolling(app: TestApp, of: Tenant, seconds = 1): Promise<void> {
  await withKey(app, ADMIN.apiKey).patch(`/cameras/${of.camera}`, { sourceUrl: 'fake://fake' });
  await until(() => {
    const archive = app.node?.archive.loaded(of.camera);
    return archive?.from !== undefined && (archive.to ?? 0) - archive.from >= seconds * 1000;
  });
}

/** Sets the limits of windows of a contract, as its billing does. */
export async function limit(app: TestApp, organization: number, limits: Record<string, number | null>): Promise<void> {
  const all = { live_views: null, archive_views: null, user_live_views: null, user_archive_views: null, ...limits };
  await app.core.sql`update organization set ${app.core.sql(all)} where id = ${organization}`;
  await withKey(app, ADMIN.apiKey).patch(`/organizations/${organization}`, { title: `contract ${Math.random()}` });
}

/** A playback token of that user for that camera. */
export async function tokenOf(app: TestApp, login: string, camera: number): Promise<string> {
  const { body } = await (await signedIn(app, login, PASSWORD)).get(`/cameras/${camera}`);
  return body.playback.token;
}

export async function until(holds: () => unknown | Promise<unknown>, limitMs = 20_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not reached: ${holds}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}

/** A window with the live picture over a WebSocket. Resolves when it plays, or with the server's reason. */
export function liveWindow(app: TestApp, cameraName: string, token: string): Promise<LiveWindow> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/${cameraName}/mse?token=${token}`);
  const window: LiveWindow = { closed: undefined, close: () => closed(socket) };
  socket.on('error', () => undefined);
  return new Promise((done) => {
    socket.on('message', (_data, binary) => binary && done(window));
    socket.on('close', (_code, reason) => {
      window.closed = reason.toString();
      done(window);
    });
  });
}

export interface LiveWindow {
  /** Why the server closed it; undefined: it plays. */
  closed: string | undefined;
  close(): Promise<void>;
}

async function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return;
  await new Promise((done) => {
    socket.once('close', done);
    socket.close();
  });
}
