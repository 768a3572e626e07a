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
  /** Of the provider's tree of addresses. */
  readonly locationId?: number | null;
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

/** Fields that are stored in a column each, as they come. */
export type PlainField = Exclude<
  keyof CameraFields,
  UrlField | 'recordSchedule' | 'connection' | 'agent' | 'extra' | 'enabled'
>;

interface FieldRule {
  /** The longest text. */
  readonly text?: number;
  /** From, and to where there is an end. */
  readonly number?: readonly [number, number];
  readonly integer?: readonly [number, number?];
  /** What a new camera has; absent: null. Where it stands and what it may have is decided elsewhere. */
  readonly initial?: string | boolean;
}

/** What may be in each plain field: whatever has no rule here is checked where it is read. */
export const FIELD_RULES: Readonly<Record<PlainField, FieldRule>> = {
  title: { text: 255, initial: '' },
  comment: { text: 4000, initial: '' },
  postalAddress: { text: 500, initial: '' },
  coordinates: { text: 100, initial: '' },
  planCoordinates: { text: 100, initial: '' },
  externalId: { text: 255 },
  organizationId: {},
  folderId: {},
  presetId: {},
  streamerId: {},
  siteId: {},
  locationId: {},
  onDemand: { initial: false },
  videoOnly: { initial: false },
  transcodeAudio: { initial: false },
  archiveDays: { number: [0, 36_500] },
  archiveGb: { integer: [0, 100_000_000] },
  lockDays: { integer: [0, 36_500] },
  thumbnailDays: { integer: [0, 36_500] },
  thumbnails: { initial: false },
  onvifProfile: { text: 255 },
  ptz: { initial: false },
  hasActions: { initial: false },
  motionDetector: { initial: false },
  visionEnabled: {},
  visionAlg: { text: 255 },
  visionGpu: { integer: [0, 1024] },
  visionAreas: { text: 65_536 },
  recordMode: { initial: 'always' },
  bandwidthLimit: { integer: [1] },
};
export const PLAIN_FIELDS = Object.keys(FIELD_RULES) as readonly PlainField[];

/** A table over all fields of a camera but those that an API does not say: a new field does not compile until it is decided. */
export type TableOfFields<Unsaid extends keyof CameraFields, T = unknown> = Readonly<
  Record<Exclude<keyof CameraFields, Unsaid>, T>
>;

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
  readonly locationId: number | null;
  /** Of an intercom: what residents do not see of it. */
  readonly restrictLive: boolean;
  readonly restrictArchive: boolean;
  /** Titles from the top down; null: it has no location. */
  readonly locationTitles: readonly string[] | null;
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
