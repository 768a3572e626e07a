import type { RunningApp } from '../app/app.ts';

/** What the start prints: at the first one who may sign in, made-up secrets alone, since a journal keeps what it is given. */
export function greeting({ url, firstStart }: Pick<RunningApp, 'url' | 'firstStart'>): string {
  const lines = [];
  if (firstStart) {
    const { login, password, apiKey } = firstStart;
    lines.push(
      '',
      `This is the first start.${(password ?? apiKey) ? ' Note these down, they are shown once:' : ''}`,
      `  administrator  ${login}`,
      `  password       ${password ?? 'as ADMIN_PASSWORD has it'}`,
      `  API key        ${apiKey ?? 'as ADMIN_API_KEY has it'}`,
      '',
    );
  }
  lines.push(`  console        ${url}/`, `  API reference  ${url}/api/vedette/v1/docs`, `Vedette is ready on ${url}`);
  return `${lines.join('\n')}\n`;
}
