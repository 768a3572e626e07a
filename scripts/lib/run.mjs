import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs a program to its end with our terminal, and passes on the signals that should end us both.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  return await ended(child);
}

/**
 * Like `run`, and gives back what it printed instead of showing it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function capture(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await ended(child);
  return { code, output };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function ended(child) {
  /** @type {NodeJS.Signals | undefined} */
  let passedOn;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    passedOn = signal;
    child.kill(signal);
  };
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      if (passedOn) process.kill(process.pid, passedOn);
      else resolve(code ?? 1);
    });
  });
}

/**
 * npm itself, the one that runs us when there is one.
 * @param {readonly string[]} args
 */
export async function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? await run(process.execPath, [cli, ...args]) : await run('npm', args);
}

/**
 * A program of an installed package.
 * @param {string} path below node_modules: `vitest/vitest.mjs`
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function tool(path, args, options = {}) {
  return await run(process.execPath, [`${ROOT}node_modules/${path}`, ...args], options);
}

/**
 * The body of a script: an error ends it with its message alone, for it says what to do.
 * @param {() => Promise<number | void>} body may give an exit code
 */
export async function script(body) {
  try {
    process.exitCode = (await body()) || 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
