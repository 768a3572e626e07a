import type { ArchiveSetBy, Block } from '../access/facts.ts';
import type { ExtraFields } from '../extra/extra.ts';
import type { RecordMode, RecordWindow } from './recording/recording.ts';
import type { RecordingError } from './recording/recording-error.ts';
import type { ConnectionFields } from './source/connection.ts';

export type CameraKey = { readonly id: number } | { readonly name: string };

/** What may be set on a camera, by anybody who may edit it; URLs whole, with their credentials. */
export interface CameraFields {
  readonly title?: string;
  readonly comment?: string;
  readonly postalAddress?: string;
  /** "latitude longitude" */
  readonly coordinates?: string;
  /** Its place on its folder's floor plan, as the client wrote it. */
  readonly planCoordinates?: string;
  readonly externalId?: string | null;
  readonly organizationId?: number;
  readonly folderId?: number;
  readonly presetId?: number;
  readonly streamerId?: number | null;
  /** Of the camera's organization. */
  readonly siteId?: number | null;
  readonly streamUrl?: string;
  readonly substreamUrl?: string;
  /** Runs only while somebody watches. */
  readonly onDemand?: boolean;
  readonly videoOnly?: boolean;
  readonly transcodeAudio?: boolean;
  /** Days; null: as the preset says. */
  readonly archiveDays?: number | null;
  /** GB; null: as the preset says. */
  readonly archiveGb?: number | null;
  readonly lockDays?: number | null;
  readonly thumbnailDays?: number | null;
  readonly thumbnails?: boolean;
  readonly thumbnailsUrl?: string;
  readonly onvifUrl?: string;
  readonly onvifProfile?: string | null;
  readonly ptz?: boolean;
  readonly hasActions?: boolean;
  readonly motionDetector?: boolean;
  readonly visionEnabled?: boolean | null;
  readonly visionAlg?: string | null;
  readonly visionGpu?: number | null;
  readonly visionAreas?: string | null;
  readonly recordMode?: RecordMode;
  /** Of mode `schedule`; null: nothing is recorded then. */
  readonly recordSchedule?: readonly RecordWindow[] | null;
  /** kbit/s that the stream may have before the provider is warned; null: any. */
  readonly bandwidthLimit?: number | null;
  readonly connection?: ConnectionFields;
  readonly agent?: AgentFields;
  readonly extra?: ExtraFields | undefined;
  /** The dialects' switch: sets or lifts the block of whoever asks. */
  readonly enabled?: boolean;
}

/** What an agent in the camera says of itself. */
export interface AgentFields {
  readonly serial?: string | null;
  readonly id?: string | null;
  readonly key?: string | null;
  readonly model?: string | null;
  readonly pin?: string | null;
}

export interface NewCamera extends CameraFields {
  /** Made from the title when absent. */
  readonly name?: string;
  /** Made up when absent. */
  readonly uuid?: string;
}

/** Columns that are written as they come. */
export const PLAIN_FIELDS = [
  'title',
  'comment',
  'postalAddress',
  'coordinates',
  'planCoordinates',
  'externalId',
  'organizationId',
  'folderId',
  'presetId',
  'streamerId',
  'siteId',
  'onDemand',
  'videoOnly',
  'transcodeAudio',
  'archiveDays',
  'archiveGb',
  'lockDays',
  'thumbnailDays',
  'thumbnails',
  'onvifProfile',
  'ptz',
  'hasActions',
  'motionDetector',
  'visionEnabled',
  'visionAlg',
  'visionGpu',
  'visionAreas',
  'recordMode',
  'bandwidthLimit',
] as const satisfies readonly (keyof CameraFields)[];

/** Stored without credentials, and whole under a seal where they have some. */
export const URL_FIELDS = [
  'streamUrl',
  'substreamUrl',
  'thumbnailsUrl',
  'onvifUrl',
] as const satisfies readonly (keyof CameraFields)[];
export type UrlField = (typeof URL_FIELDS)[number];

/** What a preset delivers. Null on the camera: the preset's holds. */
export const OWN_FIELDS = [
  'archiveDays',
  'archiveGb',
  'lockDays',
  'thumbnailDays',
  'visionEnabled',
  'visionAlg',
  'visionGpu',
  'visionAreas',
] as const;

/** What a preset that is not adjustable locks on its cameras. */
export const PRESET_LOCKED = [...OWN_FIELDS, 'recordMode'] as const;

export interface StreamStatus {
  readonly alive: boolean;
  readonly aliveSince: Date | null;
  /** Not alive since then, without a break. */
  readonly downSince: Date | null;
  /** kbit/s */
  readonly bitrate: number | null;
  readonly error: string | null;
  readonly recordingError: RecordingError | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly archiveBytes: number;
  readonly archiveFrom: Date | null;
  readonly archiveTo: Date | null;
  readonly updatedAt: Date;
}

/** A camera as it is read, with all that the dialects show beside it. */
export interface CameraView {
  readonly id: number;
  readonly uuid: string;
  readonly domainId: number;
  readonly name: string;
  readonly title: string;
  readonly comment: string;
  readonly postalAddress: string;
  readonly coordinates: string;
  readonly planCoordinates: string;
  readonly externalId: string | null;
  readonly organizationId: number;
  readonly organizationTitle: string;
  readonly organizationOwnerId: number | null;
  /** CIDR; empty: wherever the policy allows. */
  readonly organizationNetworks: readonly string[];
  readonly folderId: number;
  readonly folderTitle: string;
  readonly folderPath: readonly number[];
  readonly presetId: number;
  readonly streamerId: number | null;
  readonly siteId: number | null;
  /** Whole, with credentials: only for the media node and for those whose contract requires it. */
  readonly streamUrl: string;
  readonly substreamUrl: string;
  readonly thumbnailsUrl: string;
  readonly onvifUrl: string;
  /** The same with credentials as `***`. */
  readonly shown: Readonly<Record<UrlField, string>>;
  readonly onDemand: boolean;
  readonly videoOnly: boolean;
  readonly transcodeAudio: boolean;
  /** Set on the camera itself; null: the preset's. */
  readonly own: {
    readonly archiveDays: number | null;
    readonly archiveGb: number | null;
    readonly lockDays: number | null;
    readonly thumbnailDays: number | null;
    readonly visionEnabled: boolean | null;
    readonly visionAlg: string | null;
    readonly visionGpu: number | null;
    readonly visionAreas: string | null;
  };
  /** What holds. */
  readonly archiveDays: number | null;
  /** Whose word on it is. */
  readonly archiveSetBy: ArchiveSetBy;
  readonly recordMode: RecordMode;
  readonly recordSchedule: readonly RecordWindow[] | null;
  readonly bandwidthLimit: number | null;
  readonly archiveGb: number | null;
  readonly lockDays: number | null;
  readonly thumbnailDays: number;
  readonly thumbnails: boolean;
  readonly onvifProfile: string | null;
  readonly ptz: boolean;
  readonly hasActions: boolean;
  readonly motionDetector: boolean;
  readonly visionEnabled: boolean | null;
  readonly visionAlg: string | null;
  readonly visionGpu: number | null;
  readonly visionAreas: string | null;
  readonly preset: {
    readonly id: number;
    readonly title: string;
    readonly domainId: number;
    readonly isDefault: boolean;
    readonly deleted: boolean;
    readonly adjustable: boolean;
    readonly archiveDays: number | null;
    readonly archiveGb: number | null;
    readonly thumbnailDays: number;
    readonly visionParams: Readonly<Record<string, unknown>>;
  };
  readonly agent: {
    readonly serial: string | null;
    readonly id: string | null;
    readonly key: string | null;
    readonly model: string | null;
    readonly pin: string | null;
  } | null;
  readonly blocks: readonly Block[];
  readonly organizationBlocks: readonly Block[];
  readonly status: StreamStatus | null;
  readonly favorite: boolean;
  readonly motionAlarm: boolean;
  readonly lastChange: LastChange | null;
  readonly createdAt: Date;
}

export interface LastChange {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: string;
  readonly actor: string;
  readonly action: string;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export type CameraState = 'live' | 'starting' | 'on_demand' | 'offline' | 'blocked' | 'no_source';

/** How a camera is, whatever block stands. */
export type CameraHealth = Exclude<CameraState, 'blocked'>;

/** The one status word of a camera, the same in lists, cards and APIs. */
export function stateOf(camera: CameraView, now: Date): CameraState {
  return isBlocked(camera) ? 'blocked' : runningState(camera, now);
}

/** The same without the blocks. No node takes a blocked camera in, so of that it is what was seen last; null: nothing. */
export function healthOf(camera: CameraView, now: Date): CameraHealth | null {
  const state = runningState(camera, now);
  if (state !== 'starting' || !isBlocked(camera)) return state;
  return camera.status?.alive ? 'live' : null;
}

function runningState({ streamUrl, status, onDemand }: CameraView, now: Date): CameraHealth {
  if (streamUrl === '') return 'no_source';
  if (status?.alive && now.getTime() - status.updatedAt.getTime() < STATUS_LIFE_MS) return 'live';
  if (onDemand) return 'on_demand';
  return status?.error ? 'offline' : 'starting';
}

/** What keeps a live picture from being recorded that should be now; null: nothing does. */
export const recordingErrorOf = (camera: CameraView, now: Date): RecordingError | null =>
  stateOf(camera, now) === 'live' ? (camera.status?.recordingError ?? null) : null;

const isBlocked = (camera: CameraView): boolean => camera.blocks.length + camera.organizationBlocks.length > 0;

/** A state that its media node has not repeated for this long is no longer believed. */
export const STATUS_LIFE_MS = 30_000;
