import type { Opening, OpeningFailure } from '../doors/door.ts';
import type { PanelSecrets } from './panel.ts';

/** Where a panel or relay may stand: the networks of the organization whose device it is; empty: wherever the policy allows. */
export interface DeviceReach {
  readonly within: readonly string[];
}

/** Speaks to panels and relays over their own wire. Handed in by the composition; a host is resolved once, checked and pinned. */
export interface PanelControl {
  /** Runs a door's own command, credentials in its URL (Basic and Digest). Three seconds for all of it; never throws for a device's fault. */
  openByCommand(url: string, method: string, reach: DeviceReach): Promise<Opening>;
  /** Opens the panel's own relay by its model's wire. */
  openByPanel(panel: PanelSecrets, reach: DeviceReach): Promise<Opening>;
  /** Throws a `PanelFailure` when the panel did not take it. */
  writeKey(panel: PanelSecrets, digits: string, apartment: number | null, reach: DeviceReach): Promise<void>;
  /** How long the door stays open from now on. Throws a `PanelFailure`; `no_command`: the model takes no time. */
  setDoorSeconds(panel: PanelSecrets, seconds: number, reach: DeviceReach): Promise<void>;
  /** The digits of all keys that the panel has, in small letters. Throws a `PanelFailure`. */
  listKeys(panel: PanelSecrets, reach: DeviceReach): Promise<readonly string[]>;
  /** A key that is not there is removed already. */
  removeKey(panel: PanelSecrets, digits: string, reach: DeviceReach): Promise<void>;
}

/** Why a panel did not do what it was asked; the message is for people and names no address. */
export class PanelFailure extends Error {
  readonly reason: OpeningFailure;

  constructor(reason: OpeningFailure, message: string) {
    super(message);
    this.name = 'PanelFailure';
    this.reason = reason;
  }
}
