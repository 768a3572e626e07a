import { transliterate } from 'transliteration';
import type { Config } from '../config.ts';
import { PlaybackLinks } from '../core/access/links.ts';
import { AccessSnapshot } from '../core/access/snapshot.ts';
import { PlaybackTokens } from '../core/access/tokens.ts';
import { UnheardCalls } from '../core/billing-events/unheard.ts';
import { CameraChangeQueue } from '../core/cameras/change/queue.ts';
import { CameraTexts } from '../core/cameras/reading/search-index.ts';
import { MotionNotices } from '../core/cameras/recording/motion-notices.ts';
import { ChangeFeed } from '../core/changes/feed.ts';
import { ClientKeys } from '../core/clients/clients.ts';
import { ServiceAdministrators } from '../core/clients/service-administrators.ts';
import type { Core, Log } from '../core/core.ts';
import { KnownTileOrigins } from '../core/domains/map-background.ts';
import { GuestPageThrottle } from '../core/door-codes/page-throttle.ts';
import { DoorThrottle } from '../core/doors/throttle.ts';
import { EgressPolicy } from '../core/egress/policy.ts';
import { RequestTurns } from '../core/idempotency/turns.ts';
import { Outages } from '../core/outages.ts';
import { Overviews } from '../core/overview/counters.ts';
import { CodeLine } from '../core/phones/line.ts';
import type { Sealer } from '../core/secrets/sealer.ts';
import { KeyThrottle } from '../core/sessions/key-throttle.ts';
import { RememberedSignIns } from '../core/sessions/remembered.ts';
import { SignInThrottle } from '../core/sessions/throttle.ts';
import { WantedTypes } from '../core/webhooks/wanted.ts';
import { Pulse } from '../db/pulse.ts';
import { openSql, type Sql } from '../db/sql.ts';
import { OnvifMotion } from '../devices/onvif/motion.ts';
import { OnvifControl } from '../devices/onvif/synchronize.ts';
import { HttpPanels } from '../devices/panels/control.ts';
import { SourceProbe } from '../devices/probe.ts';
import { SmsSender } from '../jobs/sms.ts';
import { openBilling } from './connector.ts';
import { databaseHosts, ownAddresses } from './own-services.ts';
import { ArgonPasswords } from './passwords.ts';
import { openSealer } from './secret-key.ts';

/** Nobody waits longer for a list, and six searches of everything must not be all that the server does. */
const LIST_TIMEOUT_MS = 10_000;

export interface RunningCore {
  readonly core: Core;
  readonly pulse: Pulse;
  close(): Promise<void>;
}

/**
 * The core over a migrated database. `asksCameras`: a camera that is added is asked whether it is
 * there, and its own settings may be set. `isDiskFull`: of the database; undefined where its disk is not seen.
 */
export async function openCore(
  config: Config,
  databaseUrl: string,
  log: Log,
  asksCameras = false,
  isDiskFull?: () => boolean | undefined,
): Promise<RunningCore> {
  const connector = await openBilling(config);
  const pulse = new Pulse(databaseUrl, log);
  const { sql, facts, lists } = openPools(databaseUrl, pulse);
  const clock = () => new Date();
  const sealer = await openSealer(config, facts);
  const feed = new ChangeFeed(facts, log);
  const egress = egressFor(config, databaseUrl);
  const core: Core = {
    sql,
    lists,
    clock,
    sealer,
    passwords: new ArgonPasswords(),
    egress,
    connector,
    ...(asksCameras ? openDevices(egress) : NO_DEVICES),
    feed,
    ...openFollowers(facts, sealer, feed, log),
    cameraChanges: new CameraChangeQueue(),
    cameraTexts: new CameraTexts(),
    tokens: new PlaybackTokens(sealer),
    links: new PlaybackLinks(sealer),
    ...openThrottles(clock),
    remembered: new RememberedSignIns(),
    motionNotices: new MotionNotices(),
    overviews: new Overviews(),
    requestTurns: new RequestTurns(),
    transliterate: (text) => transliterate(text),
    publicUrl: config.publicUrl,
    sendSms: (domainId, message) => sms.send(domainId, message),
    codeLine: new CodeLine(),
    codesPerHour: config.smsCodesPerHour,
    mediaToken: config.mediaToken,
    outages: new Outages(log, isDiskFull),
    log,
  };
  const sms = new SmsSender(core);
  await feed.start();
  pulse.start();
  return {
    core,
    pulse,
    close: async () => {
      sms.close();
      await feed.stop();
      await connector?.close();
      await Promise.all([sql, lists, facts].map((pool) => pool.end({ timeout: 2 })));
      await pulse.stop();
    },
  };
}

/**
 * Many writers at once share one fsync; what is asked while a transaction is open goes through a pool of its own, or
 * writers could take every connection and wait for one more.
 */
function openPools(databaseUrl: string, { connect }: Pulse) {
  return {
    sql: openSql(databaseUrl, { connect, max: 32, applicationName: 'vedette' }),
    facts: openSql(databaseUrl, { connect, max: 4, applicationName: 'vedette facts' }),
    lists: openSql(databaseUrl, {
      connect,
      max: 6,
      prepare: false,
      applicationName: 'vedette lists',
      statementTimeoutMs: LIST_TIMEOUT_MS,
    }),
  };
}

const egressFor = (config: Config, databaseUrl: string): EgressPolicy =>
  new EgressPolicy({ allow: config.egressAllow, own: ownAddresses, ownHosts: databaseHosts(databaseUrl) });

/** They keep in memory what the change log tells them to forget. */
const openFollowers = (facts: Sql, sealer: Sealer, feed: ChangeFeed, log: Log) => ({
  access: new AccessSnapshot(facts, feed),
  wanted: new WantedTypes(facts, feed),
  tileOrigins: new KnownTileOrigins(facts, sealer, feed, log),
  clients: new ClientKeys(facts, feed),
  administrators: new ServiceAdministrators(facts, feed),
});

const openThrottles = (clock: () => Date) => ({
  throttle: new SignInThrottle(clock),
  keyThrottle: new KeyThrottle(clock),
  unheardCalls: new UnheardCalls(),
  doorThrottle: new DoorThrottle(),
  guestPageThrottle: new GuestPageThrottle(),
});

/** What asks cameras and panels themselves. */
const openDevices = (egress: EgressPolicy) => ({
  probe: new SourceProbe(egress),
  devices: new OnvifControl(egress),
  motionListener: new OnvifMotion(egress),
  panels: new HttpPanels(egress),
});

const NO_DEVICES = { probe: undefined, devices: undefined, motionListener: undefined, panels: undefined };
