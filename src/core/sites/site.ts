/** Where cameras stand: an address of a contract. */
export interface Site {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  readonly address: string;
  /** Decimal degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly createdAt: Date;
}

export interface SiteView extends Site {
  readonly cameraCount: number;
}

export const SITE_FIELDS = ['organizationId', 'name', 'address', 'latitude', 'longitude'] as const;
export type SiteFields = Partial<Pick<Site, (typeof SITE_FIELDS)[number]>>;
