import type { PanelModel } from '../panels/panel.ts';
import type { Connection } from './connection.ts';
import type { FlatRange } from './range.ts';

/** An intercom as a row of the list: a camera that looks out of a panel, by the camera's id. */
export interface Intercom {
  readonly id: number;
  /** Of the camera. */
  readonly name: string;
  readonly title: string;
  /** Of the camera, else of a lock behind a door of it; '': unknown. */
  readonly address: string;
  /** Number of the entrance that it stands at; null: unknown. */
  readonly entrance: number | null;
  readonly organization: { readonly id: number; readonly title: string };
  readonly model: PanelModel | null;
  /** Null: it answers, or was never asked. */
  readonly silent: { readonly since: Date; readonly reason: string } | null;
  /** When it last did what it was asked; null: never. */
  readonly answeredAt: Date | null;
  /** Keys on their way to the panel or off it. */
  readonly keysWaiting: number;
  /** Flats that a contract is known for. */
  readonly flats: number;
}

/** What all flats of an intercom have, unless one has it otherwise. */
export interface IntercomSettings extends FlatRange {
  readonly connection: Connection;
  /** False: no apps are rung. */
  readonly calls: boolean;
  /** How long its door stays open. */
  readonly doorSeconds: number;
  readonly restrictLive: boolean;
  readonly restrictArchive: boolean;
}

export interface IntercomCard extends Intercom, IntercomSettings {
  /** The panel's wire takes the seconds; false: its own setting counts. */
  readonly takesDoorSeconds: boolean;
  /** What it was last told; null: nothing. */
  readonly doorSecondsPassed: number | null;
  /** The panel keeps keys and can be reached. */
  readonly keepsKeys: boolean;
  /** Unknown keys that are touched are collected until then; null: they are not. */
  readonly collectingUntil: Date | null;
  /** When the panel last told of something by itself; null: never. */
  readonly toldAt: Date | null;
  /** Calls reach us: it has a number at the telephone exchange. */
  readonly hasSip: boolean;
  readonly doors: readonly { readonly id: number; readonly name: string; readonly entrance: number | null }[];
  readonly createdAt: Date;
}

export type IntercomChange = Partial<IntercomSettings>;

export interface IntercomFilter {
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly model?: PanelModel | undefined;
  /** Those alone whose panel does not answer. */
  readonly silent?: boolean | undefined;
  /** Those alone with keys on their way. */
  readonly keysWaiting?: boolean | undefined;
}
