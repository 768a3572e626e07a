import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { DomainError } from '../core/errors.ts';

/** Query strings and paths are text and are converted; a body has to have the types of its schema, and none is `{}`. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  return (input: unknown) => {
    const value = httpPart === 'body' ? (input ?? {}) : Value.Convert(schema, input);
    return check.Check(value) ? { value } : { error: refusal(check.Errors(value)) };
  };
};

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params?: unknown;
}

/** A message for each field; the deepest error of a field says most, and a missing field is named itself. */
function refusal(errors: readonly SchemaError[]): DomainError {
  const fields: Record<string, string> = {};
  for (const { keyword, instancePath, message, params } of errors) {
    const path = instancePath.split('/').slice(1).join('.');
    const missing =
      keyword === 'required' ? (params as { requiredProperties?: string[] }).requiredProperties : undefined;
    for (const name of missing ?? []) fields[path === '' ? name : `${path}.${name}`] = 'is missing';
    if (missing === undefined && keyword !== 'anyOf') fields[path] ??= wording(keyword, message, params);
  }
  const text = Object.entries(fields).map(([name, message]) =>
    name === '' ? `The body ${message}` : `${name}: ${message}`,
  );
  const { '': _whole, ...named } = fields;
  return new DomainError('invalid', text.join('; ') || 'The request does not match its schema', { fields: named });
}

function wording(keyword: string, message: string, params: unknown): string {
  const allowed = (params as { allowedValues?: readonly unknown[] } | undefined)?.allowedValues;
  return keyword === 'enum' && allowed ? `must be one of ${allowed.map(String).join(', ')}` : message;
}

/**
 * Answers go out by JSON.stringify: fast-json-stringify gave nothing here, and it drops in silence what its schema does
 * not know. `checked` holds every answer against its schema; the tests run with it.
 */
export const serializerCompiler =
  (checked: boolean): FastifySerializerCompiler<TSchema> =>
  ({ schema, method, url }) => {
    if (!checked) return (data) => JSON.stringify(data);
    const check = Compile(schema);
    return (data) => {
      const text = JSON.stringify(data);
      const sent: unknown = JSON.parse(text);
      if (!check.Check(sent)) {
        const why = check.Errors(sent).map((error) => `${error.instancePath} ${error.message}`);
        throw new Error(`The answer of ${method} ${url} does not match its schema: ${why.join('; ')}`);
      }
      return text;
    };
  };
