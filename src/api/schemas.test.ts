import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { serializerCompiler, validatorCompiler } from './schemas.ts';

const schema = Type.Object({
  title: Type.String({ maxLength: 3 }),
  kind: Type.Optional(Type.Enum(['a', 'b'])),
  inner: Type.Optional(Type.Object({ count: Type.Union([Type.Integer(), Type.Null()]) })),
});
const route = { schema, method: 'GET', url: '/x' };

test('an answer that is not what its schema says is an error where answers are checked, and goes out otherwise', () => {
  const bad = { title: 'long title' };
  expect(() => serializerCompiler(true)({ ...route })(bad)).toThrow('GET /x does not match');
  expect(serializerCompiler(true)({ ...route })({ title: 'ok', more: 1 })).toBe('{"title":"ok","more":1}');
  expect(serializerCompiler(false)({ ...route })(bad)).toBe('{"title":"long title"}');
});

test('every wrong field of a body is named in words', () => {
  const validate = validatorCompiler({ ...route, httpPart: 'body' });
  const refused = (body: unknown) =>
    (validate(body) as unknown as { error: { details: object; message: string } }).error;
  expect(refused(undefined).details).toEqual({ fields: { title: 'is missing' } });
  expect(refused({ title: 'long', kind: 'c', inner: { count: 'x' } }).details).toEqual({
    fields: {
      title: expect.stringContaining('3'),
      kind: 'must be one of a, b',
      'inner.count': expect.stringContaining('integer'),
    },
  });
  expect(refused([]).message).toBe('The body must be object');
});

test('numbers and switches of a query are read from their text', () => {
  const query = Type.Object({ limit: Type.Optional(Type.Integer()), count: Type.Optional(Type.Boolean()) });
  const validate = validatorCompiler({ schema: query, method: 'GET', url: '/x', httpPart: 'querystring' });
  expect(validate({ limit: '5', count: 'true' })).toEqual({ value: { limit: 5, count: true } });
  expect(validate({ limit: 'five' })).toHaveProperty('error');
});
