import { marksOf } from './retention.ts';

/** Of a file system, bytes. */
export interface Disk {
  readonly free: number;
  readonly total: number;
}

/**
 * Whether there is room to record.
 *
 *   open --- less is free than has to stay for everybody else, the database first --> closed
 *     ^                                                                                  |
 *     +----------------- three times as much is free again ------------------------------+
 *
 * Two marks apart, so that a disk which somebody else keeps full does not begin and end a file each second.
 */
export class Room {
  #closed = false;
  #disk: Disk | undefined;
  #nothingLeft = false;

  get closed(): boolean {
    return this.#closed;
  }

  get nothingLeft(): boolean {
    return this.#nothingLeft;
  }

  /** What the disk has now; `nothingLeft`: of the archive nothing more may be removed. */
  see(disk: Disk, nothingLeft: boolean): void {
    const { floor, resume } = marksOf(disk.total);
    this.#disk = disk;
    this.#nothingLeft = nothingLeft;
    this.#closed = disk.free < (this.#closed ? resume : floor);
  }

  /** Why nothing is recorded, and what to do; undefined: there is room. */
  get problem(): string | undefined {
    if (!this.#closed || this.#disk === undefined) return undefined;
    const { free, total } = this.#disk;
    const wanted = marksOf(total).resume - free;
    const removed = this.#nothingLeft
      ? 'Nothing is left of the archive that may go before its time'
      : 'The oldest recordings are being removed';
    return (
      `the disk of the archive is full, nothing is recorded: ${megabytes(free)} of ${megabytes(total)} are free. ` +
      `${removed}: free ${megabytes(wanted)} more, and recording begins again by itself`
    );
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
