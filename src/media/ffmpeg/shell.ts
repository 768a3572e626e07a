import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Full path of a command, or undefined. */
export async function whereIs(name: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('/bin/sh', ['-c', 'command -v "$1"', 'sh', name]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** What a command prints; rejects when it fails. */
export async function output(path: string, args: readonly string[], timeoutMs = 10_000): Promise<string> {
  const { stdout } = await run(path, [...args], { timeout: timeoutMs, maxBuffer: 4 * 1024 * 1024 });
  return stdout;
}
