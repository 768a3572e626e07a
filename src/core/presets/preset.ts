/** What is delivered: archive depth and size, thumbnails, analytics. */
export interface Preset {
  readonly id: number;
  readonly domainId: number;
  readonly title: string;
  readonly isDefault: boolean;
  /** False: locked on cameras for everyone but administrators. */
  readonly adjustable: boolean;
  /** Days, may be fractional; null or 0: nothing is recorded. */
  readonly archiveDays: number | null;
  /** GB (10^9 bytes); null: no cap. */
  readonly archiveGb: number | null;
  readonly lockDays: number | null;
  readonly thumbnailDays: number;
  readonly visionEnabled: boolean | null;
  readonly visionAlg: string | null;
  readonly visionGpu: number | null;
  readonly visionAreas: string | null;
  readonly visionParams: Readonly<Record<string, unknown>>;
  readonly deletedAt: Date | null;
  readonly createdAt: Date;
}

export type PresetFields = Partial<Omit<Preset, 'id' | 'domainId' | 'deletedAt' | 'createdAt'>>;

export const PRESET_FIELDS = [
  'title',
  'isDefault',
  'adjustable',
  'archiveDays',
  'archiveGb',
  'lockDays',
  'thumbnailDays',
  'visionEnabled',
  'visionAlg',
  'visionGpu',
  'visionAreas',
  'visionParams',
] as const satisfies readonly (keyof PresetFields)[];
