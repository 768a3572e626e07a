import { refuse } from '../errors.ts';

const MAX_WAITING = 500;
const MAX_WAITING_FROM_ONE_PLACE = 50;

/**
 * Whoever asks for codes or tries them here goes one by one. In the database they would wait for each other all the same,
 * each with a connection that others need; and no flood from one place fills the line.
 */
export class CodeLine {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  readonly #from = new Map<string, number>();

  /** Throws `unavailable` when too many wait already, of all or from this place. */
  async take<T>(origin: string | undefined, work: () => Promise<T>): Promise<T> {
    const place = origin ?? '';
    const here = this.#from.get(place) ?? 0;
    if (this.#waiting >= MAX_WAITING || here >= MAX_WAITING_FROM_ONE_PLACE)
      throw refuse(
        'too_many_sign_ins_now',
        {},
        {
          retryAfterSeconds: 2,
        },
      );
    this.#waiting += 1;
    this.#from.set(place, here + 1);
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
      const left = (this.#from.get(place) ?? 1) - 1;
      if (left > 0) this.#from.set(place, left);
      else this.#from.delete(place);
    }
  }
}
