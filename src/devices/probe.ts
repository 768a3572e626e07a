import { connect } from 'node:net';
import type { CameraProbe, Probed, ProbeReason } from '../core/cameras/source/camera-probe.ts';
import { composeSource, DEFAULT_PORTS, parseSource, type SourceParts } from '../core/cameras/source/parts.ts';
import { type EgressPolicy, VIDEO_SCHEMES } from '../core/egress/policy.ts';
import { DomainError } from '../core/errors.ts';
import { askDevice } from './http.ts';
import { describe, NotRtsp } from './rtsp.ts';

/** A camera on a bad line answers within two or three. */
const LIMIT_MS = 5000;

/**
 * Asks a camera for its stream as the recorder would: at the address that the policy resolved and allowed, and nowhere
 * else. RTSP by DESCRIBE, HTTP by the headers of the answer, RTMP by whether somebody listens.
 */
export class SourceProbe implements CameraProbe {
  readonly #egress: EgressPolicy;
  readonly #limitMs: number;

  constructor(egress: EgressPolicy, limitMs = LIMIT_MS) {
    this.#egress = egress;
    this.#limitMs = limitMs;
  }

  async check({ url, networks }: Parameters<CameraProbe['check']>[0]): Promise<Probed> {
    const source = parseSource(url);
    if (source.protocol === 'fake') return REACHABLE;
    const signal = AbortSignal.timeout(this.#limitMs);
    const late = new Promise<Probed>((done) => signal.addEventListener('abort', () => done(no('timeout'))));
    return await Promise.race([this.#ask(url, source, networks, signal).catch(failure), late]);
  }

  async #ask(url: string, source: SourceParts, networks: readonly string[], signal: AbortSignal): Promise<Probed> {
    if (source.protocol === 'http' || source.protocol === 'https') return await this.#headers(source, networks);
    const pinned = parseSource(await this.#egress.pin(url, VIDEO_SCHEMES, networks));
    if (source.protocol === 'rtmp') return await listens(pinned, signal);
    const { status, body } = await describe(pinned, signal);
    if (status === 200) return /^m=video\b/m.test(body) ? REACHABLE : no('no_stream');
    return refusal(status);
  }

  async #headers(source: SourceParts, networks: readonly string[]): Promise<Probed> {
    const url = composeSource({ ...source, login: '', password: '' });
    const { status } = await askDevice(this.#egress, url, source, {
      timeoutMs: this.#limitMs,
      within: networks,
      atMost: 0,
    });
    return status >= 200 && status < 300 ? REACHABLE : refusal(status);
  }
}

const REACHABLE: Probed = { reachable: true };
const no = (reason: ProbeReason): Probed => ({ reachable: false, reason });

function refusal(status: number): Probed {
  if (status === 401 || status === 403) return no('wrong_credentials');
  return no(status === 404 ? 'not_found' : 'no_stream');
}

function failure(error: unknown): Probed {
  if (error instanceof DomainError && error.kind === 'forbidden') return no('not_allowed');
  if (error instanceof DomainError && error.kind === 'invalid') throw error;
  if (error instanceof NotRtsp) return no('no_stream');
  return no('unreachable');
}

async function listens({ host, port, protocol }: SourceParts, signal: AbortSignal): Promise<Probed> {
  const socket = connect({ host, port: port ?? DEFAULT_PORTS[protocol] ?? 1935 });
  const abort = () => socket.destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await new Promise((done, fail) => void socket.once('connect', done).once('error', fail));
    return REACHABLE;
  } finally {
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}
