import { basename } from 'node:path';
import { type BillingFunctions, FUNCTIONS, type FunctionName, lacking, type Parameters } from './functions.ts';

type Function = (argument: unknown, second: unknown) => unknown;

/**
 * The provider's own functions in a TypeScript or JavaScript file, named as in smartyard_bill.py: a telephone is a number
 * from 8 on, a uid a number where it is one. They may be async. A function that never ends cannot be ended from outside:
 * it is not waited for.
 */
export async function moduleFunctions(file: string): Promise<BillingFunctions> {
  const exported = await load(file);
  const functions = new Map<FunctionName, Function>();
  for (const name of Object.keys(FUNCTIONS) as FunctionName[]) {
    const value = exported[name];
    if (value === undefined) continue;
    if (typeof value !== 'function') throw new Error(`${file}: "${name}" is exported, and is no function`);
    functions.set(name, value as Function);
  }
  const lacks = lacking(new Set(functions.keys()));
  if (lacks !== undefined) throw new Error(`${file}: ${lacks}`);
  const close = exported.close;
  return {
    name: `module ${basename(file)}`,
    has: new Set(functions.keys()),
    call: async (name, parameters) => await functions.get(name)?.(...argumentsOf(name, parameters)),
    close: async () => {
      if (typeof close === 'function') await close();
    },
  };
}

async function load(file: string): Promise<Record<string, unknown>> {
  // For those alone who have a module: it brings a compiler.
  const { createJiti } = await import('jiti');
  try {
    // Whatever changes in the file counts at the next start, so nothing of it is kept between them.
    return await createJiti(import.meta.url, { fsCache: false }).import<Record<string, unknown>>(file);
  } catch (cause) {
    throw new Error(`${file}: cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function argumentsOf(name: FunctionName, { phone, uid, devices }: Parameters): [unknown, unknown] {
  if (FUNCTIONS[name] === 'phone') return [Number(phone), undefined];
  const number = Number(uid);
  return [String(number) === uid && Number.isSafeInteger(number) ? number : uid, devices];
}
