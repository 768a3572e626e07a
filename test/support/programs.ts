import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundled CommonJS asks for it. */
const COMMONJS =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Bundles a TypeScript program of ours with its npm packages into one file that runs anywhere. */
export async function bundleProgram(name: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: COMMONJS },
    logLevel: 'error',
  });
}

export interface Program {
  readonly child: ChildProcess;
  /** Every event that it has printed so far. */
  readonly events: ProgramEvent[];
  /** Resolves with the first event of that name, of those to come and those that came; fails when the program ends. */
  event(name: string): Promise<ProgramEvent>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface ProgramEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Runs a program that prints one JSON object with an `event` on each line. */
export function runProgram(commandLine: readonly string[]): Program {
  const [command = '', ...args] = commandLine;
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const events: ProgramEvent[] = [];
  const waiting = new Set<() => void>();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line));
    for (const look of waiting) look();
  });
  const ended = once(child, 'close');
  return {
    child,
    events,
    event: async (name) => {
      const found = new Promise<ProgramEvent>((resolve) => {
        const look = () => {
          const event = events.find((candidate) => candidate.event === name);
          if (event) resolve(event);
        };
        waiting.add(look);
        look();
      });
      const failed = ended.then(() => {
        throw new Error(`The program ended before "${name}":\n${stderr}\n${JSON.stringify(events.slice(-5))}`);
      });
      return await Promise.race([found, failed]);
    },
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
