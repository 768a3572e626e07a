import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../useWords.ts';

interface Saving<V, R> {
  readonly save: (values: V) => Promise<R>;
  /** Queries that hold what was saved, by their first keys. */
  readonly refresh: readonly string[];
  readonly onSaved?: (saved: R) => void;
}

/** Saves a form: what the server says of a field is shown beside it. */
export function useSaving<V extends FieldValues, R>(form: UseFormReturn<V>, { save, refresh, onSaved }: Saving<V, R>) {
  const { t, a } = useWords();
  const queries = useQueryClient();
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
      if (!(problem instanceof Problem)) return;
      for (const [field, message] of Object.entries(problem.fields)) form.setError(field as Path<V>, { message });
    },
  });
  return {
    onSubmit: form.handleSubmit((values) => mutation.mutate(values)),
    saving: mutation.isPending,
    dirty: form.formState.isDirty,
    error: mutation.error,
  };
}
