import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { DomainError, refuse, type Said } from '../../core/errors.ts';
import type { ParamsOf, Reason } from '../../core/refusals/index.ts';

/** Query strings and paths are text and are converted; a body has to have the types of its schema, and none is `{}`. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  return (input: unknown) => {
    const value = httpPart === 'body' ? (input ?? {}) : Value.Convert(schema, input);
    if (check.Check(value)) return { value };
    const meant = branchOf(schema, value);
    return { error: refusal(meant ? Value.Errors(meant, value) : check.Errors(value)) };
  };
};

/** Of several forms that a constant tells apart, such as an action, the one that was meant: the others say nothing of it. */
function branchOf(schema: TSchema, value: unknown): TSchema | undefined {
  const { anyOf = [] } = schema as {
    anyOf?: readonly (TSchema & { properties?: Record<string, { const?: unknown }> })[];
  };
  return anyOf.find(({ properties = {} }) => {
    const constants = Object.entries(properties).filter(([, field]) => field.const !== undefined);
    const given = value as Record<string, unknown> | null;
    return constants.length > 0 && constants.every(([name, field]) => given?.[name] === field.const);
  });
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
}

/** What typebox says of its errors. */
interface SchemaParams {
  readonly requiredProperties?: readonly string[];
  readonly type?: string | readonly string[];
  readonly limit?: number | bigint;
  readonly format?: string;
  readonly allowedValues?: readonly unknown[];
  readonly allowedValue?: unknown;
}

/** A reason for each field; the deepest error of a field says most, and a missing field is named itself. */
function refusal(errors: readonly SchemaError[]): DomainError {
  const fields: Record<string, Said> = {};
  for (const error of errors) {
    const path = error.instancePath.split('/').slice(1).join('.');
    const missing = missingOf(error);
    for (const name of missing ?? []) fields[path === '' ? name : `${path}.${name}`] = said('field_missing', {});
    if (missing !== undefined || SUMMARIES.has(error.keyword)) continue;
    fields[path] = together(fields[path], faultOf(error.keyword, error.params));
  }
  const { '': whole, ...named } = fields;
  if (whole?.reason === 'row_not_object' && Object.keys(named).length === 0) return refuse('body_not_object');
  return new DomainError(said('schema_mismatch', {}), {}, named);
}

/** They only sum up what other errors say of single fields. */
const SUMMARIES: ReadonlySet<string> = new Set(['additionalProperties', 'anyOf']);

function missingOf({ keyword, params }: SchemaError): readonly string[] | undefined {
  const { requiredProperties }: SchemaParams = params;
  return keyword === 'required' ? requiredProperties : undefined;
}

/** The first that was said of a field stands; of several forms, each of which has a constant there, all are offered. */
function together(before: Said | undefined, now: Said): Said {
  if (before?.reason !== 'choice_wrong' || now.reason !== 'choice_wrong') return before ?? now;
  const choices = [before, now].flatMap(({ params }) => params.choices ?? []);
  return said('choice_wrong', { choices: [...new Set(choices)] });
}

const said = <R extends Reason>(reason: R, params: ParamsOf<R>): Said => ({ reason, params });

/** What a value of a type is asked for with. */
const TYPES: Readonly<Record<string, Reason>> = {
  string: 'text_required',
  number: 'number_required',
  integer: 'number_not_whole',
  boolean: 'flag_required',
  object: 'row_not_object',
  array: 'list_required',
};

function faultOf(keyword: string, { type, format, limit: bound = 0, allowedValues, allowedValue }: SchemaParams): Said {
  const limit = Number(bound);
  const choices = allowedValues ?? (allowedValue === undefined ? undefined : [allowedValue]);
  switch (keyword) {
    case 'type':
      return { reason: TYPES[[type].flat()[0] ?? ''] ?? 'form_wrong', params: {} };
    case 'boolean':
      return said('field_unknown', {});
    case 'const':
    case 'enum':
      return choices ? said('choice_wrong', { choices: choices.map(String) }) : said('form_wrong', {});
    case 'minimum':
      return said('number_too_small', { least: limit });
    case 'exclusiveMinimum':
      return said('number_not_above', { least: limit });
    case 'maximum':
      return said('number_too_large', { most: limit });
    case 'minLength':
      return said('text_too_short', { limit });
    case 'maxLength':
      return said('text_longer', { limit });
    case 'minItems':
      return said('list_too_short', { limit });
    case 'maxItems':
      return said('list_too_long', { limit });
    case 'uniqueItems':
      return said('items_doubled', {});
    case 'format':
      return said(format === 'date-time' ? 'instant_malformed' : 'form_wrong', {});
    default:
      return said('form_wrong', {});
  }
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
