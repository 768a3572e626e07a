import { Alert, Button, Group, Stack } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { FormEventHandler, ReactNode } from 'react';
import { Problem } from '../../api/problem.ts';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';

interface FormFrameProps {
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
  readonly saving: boolean;
  readonly dirty: boolean;
  readonly error: unknown;
  readonly save?: string;
  /** `md` where fingers press. */
  readonly size?: 'sm' | 'md';
  /** Shown while there is something to undo. */
  readonly onReset?: () => void;
  readonly children: ReactNode;
}

/** A form with its save button, what was refused, and a guard over what is not saved. */
export function FormFrame({ onSubmit, saving, dirty, error, save, size = 'sm', onReset, children }: FormFrameProps) {
  const { t, a } = useWords();
  useBlocker({
    shouldBlockFn: ({ current, next }) => {
      if (!dirty || saving || current.pathname === next.pathname) return false;
      return !window.confirm(t('form.unsaved'));
    },
    enableBeforeUnload: () => dirty && !saving,
  });
  const general = error !== null && !(error instanceof Problem && Object.keys(error.fields).length > 0);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md" maw={640}>
        {children}
        {general && (
          <Alert color="red" role="alert">
            {problemText(a, error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" size={size} loading={saving}>
            {save ?? a('actions.save')}
          </Button>
          {dirty && onReset !== undefined && (
            <Button variant="default" size={size} disabled={saving} onClick={onReset}>
              {t('form.undo')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
