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
    (validate(body) as unknown as { error: { fields: object; message: string } }).error;
  expect(refused(undefined).fields).toEqual({ title: { reason: 'field_missing', params: {} } });
  expect(refused({ title: 'long', kind: 'c', inner: { count: 'x' } }).fields).toEqual({
    title: { reason: 'text_longer', params: { limit: 3 } },
    kind: { reason: 'choice_wrong', params: { choices: ['a', 'b'] } },
    'inner.count': { reason: 'number_not_whole', params: {} },
  });
  expect(refused([]).message).toBe('give one object');
});

test('numbers and switches of a query are read from their text', () => {
  const query = Type.Object({ limit: Type.Optional(Type.Integer()), count: Type.Optional(Type.Boolean()) });
  const validate = validatorCompiler({ schema: query, method: 'GET', url: '/x', httpPart: 'querystring' });
  expect(validate({ limit: '5', count: 'true' })).toEqual({ value: { limit: 5, count: true } });
  expect(validate({ limit: 'five' })).toHaveProperty('error');
});

test('of forms that an action tells apart, the one that was meant is held against the body', () => {
  const action = Type.Union([
    Type.Object({ action: Type.Literal('name'), name: Type.String() }),
    Type.Object({ action: Type.Literal('find'), filter: Type.Object({}, { additionalProperties: false }) }),
  ]);
  const validate = validatorCompiler({ schema: action, method: 'POST', url: '/x', httpPart: 'body' });
  const fields = (body: unknown) => (validate(body) as unknown as { error: { fields: object } }).error.fields;
  expect(fields({ action: 'name' })).toEqual({ name: { reason: 'field_missing', params: {} } });
  expect(fields({ action: 'find', filter: { typo: 1 } })).toEqual({
    'filter.typo': { reason: 'field_unknown', params: {} },
  });
  expect(fields({ action: 'other' })).toMatchObject({
    action: { reason: 'choice_wrong', params: { choices: ['name', 'find'] } },
  });
});
