import { expect, test } from 'vitest';
import { greeting } from './greeting.ts';

const url = 'http://127.0.0.1:8080';

test('what the first start made up is shown once, and what the operator gave is not', () => {
  const made = greeting({ url, firstStart: { login: 'admin', password: 'made-up-1', apiKey: 'made-up-2' } });
  expect(made).toMatch(/Note these down[\s\S]+admin\n[\s\S]+made-up-1\n[\s\S]+made-up-2\n/);
  const given = greeting({ url, firstStart: { login: 'root', password: undefined, apiKey: undefined } });
  expect(given).toMatch(
    /administrator {2}root\n {2}password {7}as ADMIN_PASSWORD has it\n {2}API key {8}as ADMIN_API_KEY has it\n/,
  );
  expect(given).not.toContain('Note these down');
  expect(greeting({ url, firstStart: undefined })).not.toContain('administrator');
  for (const text of [made, given]) expect(text.trimEnd().split('\n').at(-1)).toBe(`Vedette is ready on ${url}`);
});
