import { type ReactNode, useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import { Problem } from '../../api/problems/problem.ts';
import type { Meanwhile } from '../../api/types.ts';
import { type FieldNames, formName } from '../../ui/form/refusals.ts';
import { useSaving } from '../../ui/form/useSaving.ts';
import { MeanwhileAlert } from './MeanwhileAlert.tsx';
import { named, type Titles } from './titles.ts';

interface SeenForm<V, T> {
  readonly object: T;
  readonly values: (object: T) => V;
  /** Sends what differs, with what was seen of it. */
  readonly save: (before: V, values: V) => Promise<T>;
  /** The object as it is now. */
  readonly read: () => Promise<T>;
  /** Queries that hold it, by their first keys. */
  readonly refresh: readonly string[];
  readonly onSaved?: () => void;
  /** Fields of the form, by what the API calls them, where that is another name. */
  readonly names?: FieldNames;
  /** What the ids in it stand for. */
  readonly titles?: (object: T) => Titles;
}

/**
 * The form of an object that others may change at the same time. Whoever would overwrite what somebody else saved since
 * is told in `meanwhile` who it was and what differs, loses nothing of what was typed, and goes on with the own values
 * or with those that stand.
 */
export function useSeenForm<V extends FieldValues, T>(of: SeenForm<V, T>) {
  const { values, names = {}, titles = () => ({}) } = of;
  const [seen, setSeen] = useState(of.object);
  const [met, setMet] = useState<{ readonly of: Meanwhile; readonly now: T }>();
  const form = useForm<V>({ defaultValues: values(seen) as DefaultValues<V> });
  const take = (object: T) => {
    setSeen(object);
    setMet(undefined);
    form.reset(values(object));
  };
  const saving = useSaving<V, T>(form, {
    save: async (typed) => {
      try {
        return await of.save(values(seen), typed);
      } catch (problem) {
        const meanwhile = problem instanceof Problem ? problem.meanwhile : undefined;
        if (meanwhile !== undefined) setMet({ of: meanwhile, now: await of.read() });
        throw problem;
      }
    },
    refresh: of.refresh,
    onSaved: (object) => {
      take(object);
      of.onSaved?.();
    },
    names,
  });
  const goOn = async (now: T, dropped: readonly string[]) => {
    const kept = typedIn(form).filter(([name]) => !dropped.includes(name));
    take(now);
    for (const [name, value] of kept) form.setValue(name, value, { shouldDirty: true });
  };
  const meanwhile: ReactNode = met && (
    <MeanwhileAlert
      of={{ ...met.of, changes: named(met.of.changes, titles(seen), titles(met.now)) }}
      onMine={() => goOn(met.now, [])}
      onTheirs={() =>
        goOn(
          met.now,
          Object.keys(met.of.changes).map((name) => formName(name, form.getValues(), names)),
        )
      }
    />
  );
  const { error } = saving;
  const told = error instanceof Problem && error.meanwhile !== undefined;
  return { form, meanwhile, saving: { ...saving, error: told ? null : error, onReset: () => form.reset() } };
}

/** The fields that hold something else than what was seen, with what was typed. A group of fields is none itself. */
function typedIn<V extends FieldValues>(form: UseFormReturn<V>): (readonly [Path<V>, V[Path<V>]])[] {
  const isGroup = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('id' in value);
  const leaves = (value: object, above: string): string[] =>
    Object.entries(value).flatMap(([name, below]) =>
      isGroup(below) ? leaves(below, `${above}${name}.`) : [`${above}${name}`],
    );
  return leaves(form.getValues(), '')
    .map((name) => name as Path<V>)
    .filter((name) => form.getFieldState(name).isDirty)
    .map((name) => [name, form.getValues(name)] as const);
}
