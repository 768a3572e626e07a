export interface Failure<T> {
  readonly item: T;
  readonly error: unknown;
}

/** Does `action` to each item, four at a time; one failure does not stop the others. */
export async function runEach<T>(
  items: readonly T[],
  action: (item: T) => Promise<unknown>,
  atOnce = 4,
): Promise<{ readonly failures: readonly Failure<T>[] }> {
  const failures: Failure<T>[] = [];
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const one = item;
      await action(one).catch((error: unknown) => failures.push({ item: one, error }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { failures };
}
