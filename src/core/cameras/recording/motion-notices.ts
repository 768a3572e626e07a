/** One notice of a camera in so long is written down; those between say nothing new. */
const REST_MS = 2000;

/** When a notice of each camera was last stored, so that one that tells of every picture costs no more than the others. */
export class MotionNotices {
  readonly #storedAt = new Map<number, number>();

  /** The last notice of this camera was stored a moment ago. */
  isRepeat(cameraId: number, at: Date): boolean {
    const before = this.#storedAt.get(cameraId);
    return before !== undefined && Math.abs(at.getTime() - before) < REST_MS;
  }

  stored(cameraId: number, at: Date): void {
    this.#storedAt.set(cameraId, at.getTime());
  }
}
