import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OnvifEventService } from './onvif-event-service.ts';
import { fault } from './onvif-fault.ts';

export interface OnvifOptions {
  readonly login: string;
  readonly password: string;
  /** Of its clock, ms. */
  readonly skewMs?: number;
  /** What it makes of a limit that is set. */
  readonly takes?: 'all' | 'nothing' | 'fault';
  /** What it says of its services. */
  readonly speaks?: 'services' | 'capabilities';
}

interface Encoder {
  bitrate: number;
  readonly width: number;
  readonly source: string;
}

/** A recorder of two channels as ONVIF has it; it says its media service stands elsewhere, as those behind NAT do. */
export class OnvifCamera {
  readonly #options: OnvifOptions;
  readonly #server: Server;
  readonly encoders = new Map<string, Encoder>([
    ['sub1', { bitrate: 512, width: 640, source: 'v1' }],
    ['main1', { bitrate: 8192, width: 1920, source: 'v1' }],
    ['main2', { bitrate: 6144, width: 2560, source: 'v2' }],
  ]);
  /** Bodies of what was set. */
  readonly sets: string[] = [];
  refusals = 0;
  readonly events = new OnvifEventService();
  /** Of its clock, ms. */
  skewMs: number;

  constructor(options: OnvifOptions) {
    this.#options = options;
    this.skewMs = options.skewMs ?? 0;
    this.#server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      request.on('end', () => {
        void Promise.resolve(this.#answer(request.url ?? '', text)).then((answer) => {
          if (answer === undefined) return;
          const [status, body] = answer;
          response.writeHead(status, { 'content-type': 'application/soap+xml' });
          response.end(
            `<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:dom0="http://www.axis.com/2009/event"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`,
          );
        });
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** Undefined: none. */
  #answer(path: string, text: string): [number, string] | undefined | Promise<[number, string] | undefined> {
    const body = /<s:Body>(.*)<\/s:Body>/s.exec(text)?.[1] ?? '';
    const action = /^<(?:tds|trt|tev|wsnt):(\w+)/.exec(body)?.[1] ?? '';
    if (action === 'GetSystemDateAndTime') return [200, this.#clock()];
    if (!this.#permits(text)) {
      this.refusals += 1;
      return [400, fault('ter:NotAuthorized', 'Sender not authorized')];
    }
    const token =
      /ConfigurationToken>([^<]*)</.exec(body)?.[1] ?? /Configuration token="([^"]*)"/.exec(body)?.[1] ?? '';
    if (path === '/onvif/device_service') return [200, this.#device(action)];
    if (path.startsWith('/onvif/events')) return this.events.answer(path, action, text, this.#now, this.port);
    if (path !== '/onvif/Media?v=1') return [404, ''];
    return this.#media(action, token, body);
  }

  #device(action: string): string {
    if (action === 'GetDeviceInformation')
      return '<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme &amp; Co</tds:Manufacturer><tds:Model>NVR-2</tds:Model></tds:GetDeviceInformationResponse>';
    if (action === 'GetServices')
      return this.#options.speaks === 'services'
        ? '<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/events/wsdl</tds:Namespace><tds:XAddr>http://192.0.2.1:81/onvif/events</tds:XAddr></tds:Service></tds:GetServicesResponse>'
        : fault('ter:ActionNotSupported', 'Not implemented');
    return '<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Events><tt:XAddr>http://192.0.2.1:81/onvif/events</tt:XAddr></tt:Events><tt:Media><tt:XAddr>http://192.0.2.1:81/onvif/Media?v=1</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>';
  }

  #media(action: string, token: string, body: string): [number, string] {
    const encoder = this.encoders.get(token);
    if (action === 'GetProfiles') {
      const all = [...this.encoders].map(
        ([name, { source }]) =>
          `<trt:Profiles token="p-${name}" fixed="true"><tt:Name>${name}</tt:Name><tt:VideoSourceConfiguration token="s"><tt:SourceToken>${source}</tt:SourceToken></tt:VideoSourceConfiguration>${this.#encoder(name, 'tt:VideoEncoderConfiguration')}</trt:Profiles>`,
      );
      return [200, `<trt:GetProfilesResponse>${all.join('')}</trt:GetProfilesResponse>`];
    }
    if (encoder === undefined) return [500, fault('ter:NoConfig', 'No such configuration')];
    if (action === 'GetVideoEncoderConfiguration') {
      const found = this.#encoder(token, 'trt:Configuration');
      return [200, `<trt:GetVideoEncoderConfigurationResponse>${found}</trt:GetVideoEncoderConfigurationResponse>`];
    }
    if (action === 'GetVideoEncoderConfigurationOptions')
      return [
        200,
        '<trt:GetVideoEncoderConfigurationOptionsResponse><trt:Options><tt:Extension><tt:H264><tt:BitrateRange><tt:Min>256</tt:Min><tt:Max>16384</tt:Max></tt:BitrateRange></tt:H264></tt:Extension></trt:Options></trt:GetVideoEncoderConfigurationOptionsResponse>',
      ];
    if (action !== 'SetVideoEncoderConfiguration') return [500, fault('ter:ActionNotSupported', 'Not implemented')];
    this.sets.push(body);
    if (this.#options.takes === 'fault') return [500, fault('ter:ConfigModify', 'Bitrate is locked')];
    const bitrate = Number(/BitrateLimit>(\d+)</.exec(body)?.[1]);
    if (this.#options.takes !== 'nothing') encoder.bitrate = bitrate;
    return [200, '<trt:SetVideoEncoderConfigurationResponse/>'];
  }

  #encoder(token: string, name: string): string {
    const { width, bitrate } = this.encoders.get(token) ?? { width: 0, bitrate: 0 };
    return (
      `<${name} token="${token}"><tt:Name>Main &quot;HD&quot;</tt:Name><tt:UseCount>2</tt:UseCount><tt:Encoding>H264</tt:Encoding>` +
      `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${(width * 9) / 16}</tt:Height></tt:Resolution><tt:Quality>4</tt:Quality>` +
      `<tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>${bitrate}</tt:BitrateLimit></tt:RateControl>` +
      '<tt:H264><tt:GovLength>50</tt:GovLength><tt:H264Profile>Main</tt:H264Profile></tt:H264>' +
      `<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address><tt:Port>0</tt:Port><tt:TTL>5</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast><tt:SessionTimeout>PT60S</tt:SessionTimeout></${name}>`
    );
  }

  get #now(): number {
    return Date.now() + this.skewMs;
  }

  #clock(): string {
    const at = new Date(this.#now);
    return (
      '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime>' +
      `<tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time>` +
      `<tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date>` +
      '</tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>'
    );
  }

  /** WS-UsernameToken with a digest that is not older than half a minute by its own clock. */
  #permits(text: string): boolean {
    const { login, password } = this.#options;
    const field = (name: string) => new RegExp(`:${name}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1] ?? '';
    const nonce = Buffer.from(field('Nonce'), 'base64');
    const created = field('Created');
    const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
    const fresh = Math.abs(Date.parse(created) - this.#now) < 30_000;
    return field('Username') === login && field('Password') === digest && fresh;
  }
}
