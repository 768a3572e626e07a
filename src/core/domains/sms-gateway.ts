import type { EgressPolicy } from '../egress/policy.ts';
import { HTTP_SCHEMES } from '../egress/policy.ts';
import { invalid } from '../errors.ts';
import { internationalPhone } from '../phones/phone.ts';
import { redact, splitUrl } from '../secrets/mask.ts';

/** Where messages go: an HTTP gateway, an SMS centre over SMPP, or the log (`fake://sms`, to try things out). */
export type SmsGateway =
  | { readonly kind: 'http'; readonly url: string; readonly body: string | null }
  | {
      readonly kind: 'smpp';
      /** A name, or an address without brackets. */
      readonly host: string;
      readonly port: number;
      readonly systemId: string;
      readonly password: string;
      /** The name or number that the message comes from; empty: the centre's own. */
      readonly from: string;
      readonly bind: SmppBind;
      /** What became of each message is asked for. */
      readonly receipts: boolean;
    }
  | { readonly kind: 'log' };

/** How one signs in to an SMS centre: to send alone, or to send and be sent to. */
const SMPP_BINDS = ['transmitter', 'transceiver'] as const;
export type SmppBind = (typeof SMPP_BINDS)[number];

/** What is sent: `phone` as core has it, eleven digits from 8 on. */
export interface ShortMessage {
  readonly phone: string;
  readonly text: string;
}

/** What a gateway answered, without our credentials. */
export interface SmsTaken {
  readonly answer: string;
  /** What it calls the message in its receipt, where one is asked for. */
  readonly reference?: string;
}

export interface HttpMessage {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const SMPP_PORT = 2775;
const SMPP_OPTIONS = ['from', 'bind', 'receipts'];
const SAMPLE: ShortMessage = { phone: '89990000000', text: 'Код "1" & <2>\n' };

/** Reads the two settings. Throws `invalid` with the field. */
export function parseSmsGateway(uri: string, body: string | null): SmsGateway {
  if (uri === 'fake://sms') return { kind: 'log' };
  if (/^smpp:/i.test(uri)) return parseSmpp(uri);
  if (!/^https?:\/\//i.test(uri)) throw invalid('smsUri', 'sms_scheme');
  const gateway = { kind: 'http', url: uri, body } as const;
  const { url, body: sent } = httpMessage(gateway, SAMPLE);
  const plain = URL.canParse(uri) ? new URL(uri).host : undefined;
  if (!URL.canParse(url) || plain === undefined || new URL(url).host !== plain)
    throw invalid('smsUri', 'sms_form', { phone: '{phone}', text: '{text}' });
  for (const part of ['{phone}', '{text}'])
    if (!uri.includes(part) && !body?.includes(part))
      throw invalid(body === null ? 'smsUri' : 'smsBody', 'sms_part_missing', { part });
  if (body !== null && formatOf(body) === 'json' && !isJson(sent))
    throw invalid('smsBody', 'sms_body_form', { phone: '{phone}', text: '{text}' });
  return gateway;
}

/** Refuses a host that may not be reached, as far as it can be told without a name server. */
export function checkSmsGateway(egress: EgressPolicy, uri: string, body: string | null): void {
  const gateway = parseSmsGateway(uri, body);
  if (gateway.kind === 'http') egress.checkUrl('smsUri', uri, HTTP_SCHEMES);
  if (gateway.kind === 'smpp') egress.checkUrl('smsUri', uri, ['smpp']);
}

function parseSmpp(uri: string): SmsGateway {
  const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!parsed?.hostname || !['', '/'].includes(parsed.pathname) || parsed.hash !== '')
    throw invalid('smsUri', 'smpp_form');
  const odd = [...parsed.searchParams.keys()].find((name) => !SMPP_OPTIONS.includes(name));
  if (odd !== undefined) throw invalid('smsUri', 'smpp_option_unknown', { option: odd });
  const { bind, receipts } = smppSession(parsed.searchParams);
  const [systemId, password] = [parsed.username, parsed.password].map(decoded) as [string, string];
  const from = parsed.searchParams.get('from') ?? '';
  if (systemId.length > 15 || password.length > 8) throw invalid('smsUri', 'smpp_login_too_long');
  if (!/^(\+?\d{1,15}|[\x20-\x7e]{0,11})$/.test(from)) throw invalid('smsUri', 'smpp_sender_malformed');
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return { kind: 'smpp', host, port: Number(parsed.port || SMPP_PORT), systemId, password, from, bind, receipts };
}

/** Who wants receipts has to be sent to. */
function smppSession(options: URLSearchParams): { readonly bind: SmppBind; readonly receipts: boolean } {
  const asked = options.get('receipts') ?? 'no';
  if (!/^(yes|no)$/.test(asked)) throw invalid('smsUri', 'smpp_receipts_unknown');
  const receipts = asked === 'yes';
  const wanted = options.get('bind') ?? (receipts ? 'transceiver' : 'transmitter');
  const bind = SMPP_BINDS.find((one) => one === wanted);
  if (bind === undefined) throw invalid('smsUri', 'smpp_bind_unknown', { choices: SMPP_BINDS });
  if (receipts && bind === 'transmitter') throw invalid('smsUri', 'smpp_receipts_need_receiver');
  return { bind, receipts };
}

/** One message to an HTTP gateway; `{phone}` is 79XXXXXXXXX. */
export function httpMessage(
  { url, body }: { readonly url: string; readonly body: string | null },
  message: ShortMessage,
): HttpMessage {
  const whole = put(url, message, encodeURIComponent);
  if (body === null) return { url: whole, method: 'GET', headers: {}, body: '' };
  const { type, quote } = FORMATS[formatOf(body)];
  return { url: whole, method: 'POST', headers: { 'content-type': type }, body: put(body, message, quote) };
}

/** Of the first character: what comes in braces or brackets is JSON, in angles XML, anything else a form. */
const formatOf = (body: string): keyof typeof FORMATS =>
  /^\s*[{[](?!phone\}|text\})/.test(body) ? 'json' : /^\s*</.test(body) ? 'xml' : 'form';

const FORMATS = {
  json: { type: 'application/json', quote: (text: string) => JSON.stringify(text).slice(1, -1) },
  xml: {
    type: 'text/xml; charset=utf-8',
    quote: (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  },
  form: { type: 'application/x-www-form-urlencoded', quote: encodeURIComponent },
} as const;

/** At once, so that a text which says {phone} stays what it is. */
const put = (template: string, { phone, text }: ShortMessage, quote: (text: string) => string): string =>
  template.replace(/\{(phone|text)\}/g, (_, name) => quote(name === 'phone' ? internationalPhone(phone) : text));

/** The URL as it may be shown: gateways have a dozen names for their keys, so of the query only what is put in stays. */
export function shownSmsUri(uri: string): string {
  return splitUrl(uri)
    .shown.replace(/([?&;][^=&;#]*)=([^&;#]*)/g, (pair, name: string, value: string) =>
      isOpen(name.slice(1), value) ? pair : `${name}=***`,
    )
    .replace(/(?<=[^:/]\/)[^/?#{}*]{20,}(?=[/?#]|$)/g, '***');
}

export function shownSmsBody(body: string): string {
  const format = formatOf(body);
  if (format === 'json') return isJson(body) ? JSON.stringify(shownJson(JSON.parse(body))) : '***';
  if (format === 'xml') return '***';
  return body.replace(/(^|&)([^=&]*)=([^&]*)/g, (pair, before: string, name: string, value: string) =>
    isOpen(name, value) ? pair : `${before}${name}=***`,
  );
}

const isOpen = (name: string, value: string): boolean =>
  value === '' ||
  /\{(phone|text)\}/.test(value) ||
  /^(from|sender|source|originator|naming|bind|receipts)$/i.test(name);

function shownJson(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shownJson(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shownJson(item, key)]));
  if (typeof value === 'string') return isOpen(name, value) ? value : '***';
  return redact(value, name);
}

/** The beginning of a gateway's answer without what our settings keep to themselves, should it repeat that. */
export function withoutSettings(answer: string, { url, body }: { readonly url: string; readonly body: string | null }) {
  const open = new Set(wordsOf(`${shownSmsUri(url)} ${body === null ? '' : shownSmsBody(body)} phone text`));
  const secrets = wordsOf(`${url} ${body ?? ''}`).filter((word) => word.length > 2 && !open.has(word));
  const all = [...new Set(secrets.flatMap((word) => [word, decodeSoft(word)]))].sort((x, y) => y.length - x.length);
  const plain = answer.slice(0, 2000).replace(/\s+/g, ' ').trim();
  return all.reduce((text, word) => text.replaceAll(word, '***'), plain).slice(0, 200);
}

const wordsOf = (text: string): string[] => text.split(/[^\w.%~-]+/);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function decodeSoft(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('smsUri', 'percent_unescaped');
  }
}
