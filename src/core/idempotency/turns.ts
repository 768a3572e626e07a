/** Requests of one name that go one after the other: a repeat waits here, not on a connection that the first may need. */
export class RequestTurns {
  readonly #underWay = new Map<string, Promise<unknown>>();

  /** Runs when those of the same name that came before have ended, either way. */
  async inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
    for (let before = this.#underWay.get(name); before; before = this.#underWay.get(name))
      await before.catch(() => undefined);
    const mine = run();
    this.#underWay.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#underWay.get(name) === mine) this.#underWay.delete(name);
    }
  }
}
