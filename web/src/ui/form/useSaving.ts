import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { Problem } from '../../api/problems/problem.ts';
import { fieldTexts } from '../../api/problems/refusalWords.ts';
import { useWords } from '../useWords.ts';
import { type FieldNames, setRefusals } from './refusals.ts';

interface Saving<V, R> {
  readonly save: (values: V) => Promise<R>;
  /** Queries that hold what was saved, by their first keys. */
  readonly refresh: readonly string[];
  readonly onSaved?: (saved: R) => void;
  /** Fields of the form, by what the API calls them, where that is another name. */
  readonly names?: FieldNames;
}

/** A form that was not saved: its fields say why, and what none of them is about stands in `unplaced`. */
export interface Refused {
  readonly unplaced: readonly string[];
}

/** Saves a form: what the server says of a field is shown beside it. */
export function useSaving<V extends FieldValues, R>(
  form: UseFormReturn<V>,
  { save, refresh, onSaved, names = {} }: Saving<V, R>,
) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<Refused>();
  const mutation = useMutation({
    mutationFn: save,
    onSuccess: async (saved, values) => {
      form.reset(values);
      notifications.show({
        message: t('form.saved'),
        color: 'green',
        autoClose: 2500,
        closeButtonProps: { 'aria-label': a('actions.close') },
      });
      await Promise.all(refresh.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      onSaved?.(saved);
    },
    onError: (problem) => {
      if (problem instanceof Problem) setRefused({ unplaced: setRefusals(form, fieldTexts(problem), names) });
    },
  });
  return {
    onSubmit: form.handleSubmit(
      (values) => {
        setRefused(undefined);
        mutation.mutate(values);
      },
      () => setRefused({ unplaced: [] }),
    ),
    saving: mutation.isPending,
    dirty: form.formState.isDirty,
    error: mutation.error,
    refused,
  };
}
