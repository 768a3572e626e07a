/** For what need not be there: `otherwise` where there is nothing, and every other fault of the disk goes on. */
export function unlessMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return otherwise;
    throw error;
  };
}

/** For a file that may hold nothing sensible: undefined then. A disk that cannot read it says nothing about it. */
export function unlessUnreadable(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
  return undefined;
}
