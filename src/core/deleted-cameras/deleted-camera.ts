/** How long a deleted camera can be restored. */
export const KEPT_DAYS = 30;
export const DAY_MS = 86_400_000;

/** A camera in the bin, as it was when it was deleted. */
export interface DeletedCamera {
  /** That of the camera, which it gets again. */
  readonly cameraId: number;
  readonly name: string;
  readonly title: string;
  readonly externalId: string | null;
  readonly organizationId: number;
  readonly organizationTitle: string;
  readonly organizationGone: boolean;
  /** From the top down; empty: none. */
  readonly locationTitles: readonly string[];
  readonly intercom: boolean;
  /** As the media node told last before; null: nothing was recorded. */
  readonly archiveBytes: number | null;
  /** The archive is kept until then; null: it is not. */
  readonly archiveUntil: Date | null;
  readonly deletedAt: Date;
  /** A login, or the name of a machine client. */
  readonly deletedBy: string;
  readonly dialect: string;
}

/** When it goes for good. */
export const purgedAt = ({ deletedAt }: Pick<DeletedCamera, 'deletedAt'>): Date =>
  new Date(deletedAt.getTime() + KEPT_DAYS * DAY_MS);

/** What the rows of a deleted camera are sealed as. */
export const rowsLabel = (cameraId: number): string => `deleted_camera.rows:${cameraId}`;
