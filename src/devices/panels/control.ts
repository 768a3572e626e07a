import type { Opening } from '../../core/doors/door.ts';
import { type EgressPolicy, FAKE_DOOR } from '../../core/egress/policy.ts';
import { type DeviceReach, type PanelControl, PanelFailure } from '../../core/panels/control.ts';
import type { KeyModel, PanelModel, PanelSecrets } from '../../core/panels/panel.ts';
import { askDevice } from '../http.ts';
import { beward } from './beward.ts';
import { type Command, commandOf, panelUrl } from './command.ts';
import type { Ask, PanelDriver, Question } from './driver.ts';
import { failureOf, requireDone, timed } from './failure.ts';
import { sokol } from './sokol.ts';

/** Somebody stands at the door: who was not let in within this tries again or rings. */
const OPEN_MS = 3000;
/** For one key, both questions of a reader that is asked by its second name. */
const KEY_MS = 5000;

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

  async #drive(
    panel: PanelSecrets,
    { within }: DeviceReach,
    limitMs: number,
    run: (driver: PanelDriver, ask: Ask) => Promise<number>,
  ): Promise<void> {
    const driver = panel.model === null ? undefined : DRIVERS[panel.model];
    const base = panelUrl(panel.address);
    if (!driver) throw new PanelFailure('no_command', 'A panel of this model is opened by a command of the door alone');
    if (panel.address === '' || base === undefined)
      throw new PanelFailure('no_command', 'The panel has no address that it can be asked at');
    const signal = AbortSignal.timeout(limitMs);
    const credentials = { login: panel.login, password: panel.password ?? '' };
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

const methodOf = (method: string): 'GET' | 'PUT' | 'POST' => (method === 'PUT' || method === 'POST' ? method : 'GET');

function rethrow(error: unknown): never {
  throw failureOf(error);
}
