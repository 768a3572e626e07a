import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';

/** What the server says of its fields, by the names of a form's. */
export type FieldNames = Readonly<Record<string, string>>;

/**
 * Puts each refusal beside its field; gives back those of which the form has none. A field of the API is sought by
 * `names`, then as it is called, then without its `Id`, then by what it is part of: `recordSchedule.0.from`.
 */
export function setRefusals<V extends FieldValues>(
  form: Pick<UseFormReturn<V>, 'setError' | 'getValues'>,
  fields: Readonly<Record<string, string>>,
  names: FieldNames = {},
): readonly string[] {
  const unplaced: string[] = [];
  for (const [field, message] of Object.entries(fields)) {
    const name = nameOf(field, form.getValues(), names);
    if (name === undefined) unplaced.push(`${field}: ${message}`);
    else form.setError(name as Path<V>, { message });
  }
  return unplaced;
}

/** The form's name of a field of the API; one that it does not have keeps the API's. */
export const formName = (field: string, values: object, names: FieldNames = {}): string =>
  nameOf(field, values, names) ?? field;

function nameOf(field: string, values: object, names: FieldNames): string | undefined {
  if (names[field] !== undefined) return names[field];
  const parts = field.replaceAll('/', '.').split('.');
  for (let length = parts.length; length > 0; length--) {
    const path = parts.slice(0, length);
    for (const name of [path.join('.'), path.join('.').replace(/Ids?$/, '')]) if (isField(values, name)) return name;
  }
  return undefined;
}

/** A value of its own: not a group of fields such as `connection`. */
function isField(values: object, name: string): boolean {
  let value: unknown = values;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !(part in value)) return false;
    value = (value as Record<string, unknown>)[part];
  }
  return typeof value !== 'object' || value === null || Array.isArray(value) || 'id' in value;
}
