import type { Opening } from '../../core/doors/door.ts';
import { type EgressPolicy, FAKE_DOOR } from '../../core/egress/policy.ts';
import { type DeviceReach, type PanelControl, PanelFailure } from '../../core/panels/control.ts';
import type { KeyModel, PanelModel, PanelSecrets } from '../../core/panels/panel.ts';
import { askDevice } from '../http.ts';
import { beward } from './beward.ts';
import { type Command, commandOf, panelUrl } from './command.ts';
import type { Ask, PanelDriver, Question, Read } from './driver.ts';
import { failureOf, requireDone, timed } from './failure.ts';
import { sokol } from './sokol.ts';

/** Somebody stands at the door: who was not let in within this tries again or rings. */
const OPEN_MS = 3000;
/** For one key, both questions of a reader that is asked by its second name. */
const KEY_MS = 5000;
/** For all keys of a panel: the biggest tell of some ten thousand, slowly. */
const LIST_MS = 20_000;
const MOST_LISTED = 4 * 1024 * 1024;

/** A relay is opened by its door's command alone; a model that keeps keys has a driver. */
const DRIVERS: Readonly<Record<PanelModel, PanelDriver | undefined> & Record<KeyModel, PanelDriver>> = {
  beward,
  sokol,
  relay: undefined,
};

/**
 * Panels and relays over HTTP. Each host is resolved once, checked and pinned, redirects are not followed, and nothing
 * is asked twice but for the one repeat that a 401 demands: a panel that opens when it is first asked has opened once.
 */
export class HttpPanels implements PanelControl {
  readonly #egress: EgressPolicy;
  readonly #openMs: number;

  constructor(egress: EgressPolicy, openMs = OPEN_MS) {
    this.#egress = egress;
    this.#openMs = openMs;
  }

  async openByCommand(url: string, method: string, { within }: DeviceReach): Promise<Opening> {
    return await timed(async () => {
      if (url === FAKE_DOOR) return;
      const command = commandOf(url);
      if (!command) throw new PanelFailure('no_command', 'The command of the door is no URL of HTTP');
      const signal = AbortSignal.timeout(this.#openMs);
      requireDone(await this.#ask(command, { method: methodOf(method) }, within, signal));
    });
  }

  async openByPanel(panel: PanelSecrets, reach: DeviceReach): Promise<Opening> {
    return await timed(async () => {
      if (panel.address === FAKE_DOOR) return;
      await this.#drive(panel, reach, this.#openMs, async (driver, ask) => await driver.open(ask));
    });
  }

  async writeKey(panel: PanelSecrets, digits: string, apartment: number | null, reach: DeviceReach): Promise<void> {
    if (panel.address === FAKE_DOOR) return;
    await this.#drive(
      panel,
      reach,
      KEY_MS,
      async (driver, ask) => await driver.writeKey(ask, digits, apartment ?? 0),
    ).catch(rethrow);
  }

  async removeKey(panel: PanelSecrets, digits: string, reach: DeviceReach): Promise<void> {
    if (panel.address === FAKE_DOOR) return;
    await this.#drive(panel, reach, KEY_MS, async (driver, ask) => await driver.removeKey(ask, digits)).catch(rethrow);
  }

  async setDoorSeconds(panel: PanelSecrets, seconds: number, reach: DeviceReach): Promise<void> {
    if (panel.address === FAKE_DOOR) return;
    await this.#drive(panel, reach, KEY_MS, async (driver, ask) => {
      if (!driver.setDoorSeconds) throw new PanelFailure('no_command', 'The panel takes no time of opening');
      return await driver.setDoorSeconds(ask, seconds);
    }).catch(rethrow);
  }

  async listKeys(panel: PanelSecrets, { within }: DeviceReach): Promise<readonly string[]> {
    if (panel.address === FAKE_DOOR) return [];
    try {
      const { driver, base, credentials } = driven(panel);
      const signal = AbortSignal.timeout(LIST_MS);
      const read: Read = async (path) => {
        const options = { timeoutMs: LIST_MS, signal, within, atMost: MOST_LISTED };
        const { status, body } = await askDevice(this.#egress, `${base}${path}`, credentials, options);
        return { status, body };
      };
      const listed = await driver.listKeys(read);
      if ('status' in listed) {
        requireDone(listed.status);
        throw new PanelFailure('refused', 'The panel answered with no list of keys');
      }
      return [...new Set(listed.map((digits) => digits.toLowerCase()))];
    } catch (error) {
      return rethrow(error);
    }
  }

  async #drive(
    panel: PanelSecrets,
    { within }: DeviceReach,
    limitMs: number,
    run: (driver: PanelDriver, ask: Ask) => Promise<number>,
  ): Promise<void> {
    const { driver, base, credentials } = driven(panel);
    const signal = AbortSignal.timeout(limitMs);
    requireDone(
      await run(
        driver,
        async (path, question = {}) =>
          await this.#ask({ url: `${base}${path}`, ...credentials }, question, within, signal),
      ),
    );
  }

  /** The headers are the answer: some panels never end a body. */
  async #ask(
    { url, ...credentials }: Command,
    { method = 'GET', json }: Question,
    within: readonly string[],
    signal: AbortSignal,
  ): Promise<number> {
    const { status } = await askDevice(this.#egress, url, credentials, {
      method,
      timeoutMs: KEY_MS,
      signal,
      within,
      atMost: 0,
      ...(json === undefined ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
    });
    return status;
  }
}

/** Who speaks to the panel, and where; throws where nobody does. */
function driven(panel: PanelSecrets) {
  const driver = panel.model === null ? undefined : DRIVERS[panel.model];
  const base = panelUrl(panel.address);
  if (!driver) throw new PanelFailure('no_command', 'A panel of this model is opened by a command of the door alone');
  if (panel.address === '' || base === undefined)
    throw new PanelFailure('no_command', 'The panel has no address that it can be asked at');
  return { driver, base, credentials: { login: panel.login, password: panel.password ?? '' } };
}

const methodOf = (method: string): 'GET' | 'PUT' | 'POST' => (method === 'PUT' || method === 'POST' ? method : 'GET');

function rethrow(error: unknown): never {
  throw failureOf(error);
}
