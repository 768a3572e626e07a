/** A wait that can be cut short. */
export class Pause {
  #end: (() => void) | undefined;

  /** Until the time is up or somebody wakes it. */
  async wait(ms: number): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      this.#end = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.#end = undefined;
  }

  wake(): void {
    this.#end?.();
  }
}
