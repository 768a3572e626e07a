import { ConnectorError } from '../core/billing/connector.ts';
import { splitUrl } from '../core/secrets/mask.ts';
import {
  type BillingFunctions,
  FUNCTIONS,
  type FunctionName,
  lacking,
  mistakeIn,
  type Parameters,
  remarkOn,
} from './functions.ts';
import type { Settings } from './settings.ts';
import { shown } from './values.ts';

const MAX_BYTES = 4 * 1024 * 1024;

interface Request {
  readonly method: 'GET' | 'POST';
  /** With {phone}, {phone7}, {phone10}, {uid} and {devices} in it. */
  readonly url: string;
  /** JSON with the same in its texts. */
  readonly body: unknown;
}

/** A billing that answers JSON over HTTP. A redirect is an error: what is asked for stays where it was meant to go. */
export function httpFunctions(settings: Settings): BillingFunctions {
  const headers = settings.texts('headers');
  const requests = requestsOf(settings.inner('requests', 'give the requests uidFrom, camsActiv and billingList'));
  const lacks = lacking(new Set(requests.keys()));
  if (lacks !== undefined) settings.fail('requests', lacks);
  settings.end();
  const [first] = requests.values();
  return {
    name: `http ${new URL(filled(first?.url ?? '', {})).host}`,
    has: new Set(requests.keys()),
    remarks: [...requests].flatMap(([name, request]) => remarkOn(name, askedBy(request), '{uid}')),
    call: async (name, parameters, signal) => {
      const request = requests.get(name);
      if (!request) throw new Error(`There is no request ${name}`);
      return await send(request, headers, parameters, signal);
    },
    close: async () => undefined,
  };
}

function requestsOf(settings: Settings): Map<FunctionName, Request> {
  const requests = new Map<FunctionName, Request>();
  for (const name of Object.keys(FUNCTIONS) as FunctionName[]) {
    if (!settings.has(name)) continue;
    const request = requestOf(settings, name);
    const wrong = mistakeIn(name, askedBy(request), (parameter) => `{${parameter}}`);
    if (wrong !== undefined) settings.fail(name, wrong);
    requests.set(name, request);
  }
  settings.end();
  return requests;
}

/** Of a setting that is the URL alone, or the URL with a method and a body. */
function requestOf(settings: Settings, name: FunctionName): Request {
  const plain = typeof settings.value(name) === 'string';
  const inner = plain ? settings : settings.inner(name, '');
  const field = plain ? name : 'url';
  const url = inner.text(field, 'give the URL');
  if (!/^https?:\/\//i.test(url) || !URL.canParse(filled(url, {})))
    inner.fail(field, `is no URL (${splitUrl(url).shown}): give https://host/path?phone={phone}`);
  if (plain) return { method: 'GET', url, body: undefined };
  const body = inner.value('body');
  const usual = body === undefined ? 'GET' : 'POST';
  const method = inner.has('method') ? inner.choice('method', ['GET', 'POST']) : usual;
  if (method === 'GET' && body !== undefined) inner.fail('body', 'cannot be sent with GET: give "method": "POST"');
  inner.end();
  return { method, url, body };
}

async function send(
  { method, url, body }: Request,
  headers: Readonly<Record<string, string>>,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(filled(url, parameters), {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(filledBody(body, parameters)) }),
    redirect: 'manual',
    signal,
  }).catch((cause: unknown) => {
    throw new ConnectorError('unreachable', `the billing cannot be reached: ${causeOf(cause)}`, { cause });
  });
  const { status } = response;
  const text = await read(response);
  if (status >= 300 && status < 400)
    throw new ConnectorError(
      'nonsense',
      `the billing redirects (${status}) to ${splitUrl(response.headers.get('location') ?? 'nowhere').shown}: give that URL`,
    );
  if (status < 200 || status >= 300)
    throw new ConnectorError(
      isRefusal(status) ? 'nonsense' : 'unreachable',
      `the billing answers ${status}: ${shown(text)}`,
    );
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === '') throw new ConnectorError('nonsense', `the billing answers nothing (${status})`);
    const type = response.headers.get('content-type') ?? 'no content type';
    throw new ConnectorError('nonsense', `the billing answers what is no JSON (${type}): ${shown(text)}`);
  }
}

/**
 * True when the status concerns this question alone, so that the others are still asked. Refused access (401, 403, 407)
 * and throttling (408, 425, 429) concern all of them and count as an outage.
 */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 407, 408, 425, 429].includes(status);

async function read(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > MAX_BYTES) throw new ConnectorError('nonsense', `the billing answers more than ${MAX_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** In a URL every name in braces is one that was meant; in a body there may be others. */
const askedBy = ({ url, body }: Pick<Request, 'url' | 'body'>): readonly string[] => [
  ...[...url.matchAll(/\{([A-Za-z_]\w*)\}/g)].flatMap(([, name]) => name ?? []),
  ...[...(JSON.stringify(body) ?? '').matchAll(TEMPLATE)].flatMap(([, name]) => name ?? []),
];

const TEMPLATE = /\{(phone|phone7|phone10|uid|devices)\}/g;

function wordOf(name: string, { phone, uid, devices }: Parameters): string {
  const ten = phone?.slice(1) ?? '';
  const words: Readonly<Record<string, string | undefined>> = {
    phone,
    phone7: `7${ten}`,
    phone10: ten,
    uid,
    devices: devices?.join(','),
  };
  return words[name] ?? '';
}

const filled = (url: string, parameters: Parameters): string =>
  url.replace(TEMPLATE, (_, name: string) => encodeURIComponent(wordOf(name, parameters)));

/** A text that is nothing but {devices} becomes the list itself. */
function filledBody(value: unknown, parameters: Parameters): unknown {
  if (value === '{devices}') return parameters.devices ?? [];
  if (typeof value === 'string') return value.replace(TEMPLATE, (_, name: string) => wordOf(name, parameters));
  if (Array.isArray(value)) return value.map((item) => filledBody(item, parameters));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledBody(item, parameters)]));
}

function causeOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
