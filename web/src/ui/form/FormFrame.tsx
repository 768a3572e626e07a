import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { type FormEventHandler, type ReactNode, useEffect, useRef, useState } from 'react';
import { Problem } from '../../api/problems/problem.ts';
import { useKept } from '../../app/kept.ts';
import { useMe } from '../../app/useMe.ts';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';
import styles from './FormFrame.module.css';
import { type FieldRefusal, goTo, RefusalSummary, refusalsIn } from './RefusalSummary.tsx';
import type { Refused } from './useSaving.ts';

interface FormFrameProps {
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
  readonly saving: boolean;
  readonly dirty: boolean;
  readonly error: unknown;
  /** Undefined: nothing was refused since it was sent last. */
  readonly refused: Refused | undefined;
  readonly save?: string;
  /** False: whoever looks may read it and not save it. They are told why, and no Save is offered. */
  readonly may?: boolean;
  /** `md` where fingers press. */
  readonly size?: 'sm' | 'md';
  /** Shown while there is something to undo, unless there is a Cancel, which undoes it too. */
  readonly onReset?: () => void;
  /** Of a form in a dialog: closes it. */
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/** A form with its save button, what was refused, and a guard over what is not saved. */
export function FormFrame({ may = true, ...props }: FormFrameProps) {
  return may ? <OpenForm {...props} /> : <ClosedForm>{props.children}</ClosedForm>;
}

function OpenForm(props: Omit<FormFrameProps, 'may'>) {
  const { onSubmit, saving, dirty, error, refused, save, size = 'sm', onReset, onCancel, children } = props;
  const { t, a } = useWords();
  const { form, summary } = useRefusals(refused);
  useKept(dirty || saving);
  useBlocker({
    shouldBlockFn: ({ current, next }) => {
      if (!dirty || saving || current.pathname === next.pathname) return false;
      return !window.confirm(t('form.unsaved'));
    },
    enableBeforeUnload: () => dirty && !saving,
  });
  const general = error !== null && !(error instanceof Problem && Object.keys(error.fields).length > 0);
  return (
    <form ref={form} onSubmit={onSubmit} noValidate>
      <Stack gap="md" maw={640}>
        {summary && <RefusalSummary {...summary} />}
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
          {dirty && onReset !== undefined && onCancel === undefined && (
            <Button variant="default" size={size} disabled={saving} onClick={onReset}>
              {t('form.undo')}
            </Button>
          )}
          {onCancel !== undefined && (
            <Button variant="default" size={size} onClick={onCancel}>
              {a('actions.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** The same fields, to be read. */
function ClosedForm({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { support, user } = useMe();
  const why = support?.mode === 'view' ? 'looks' : user.readonly ? 'readOnly' : 'role';
  return (
    <Stack gap="md" maw={640}>
      <Alert color="gray" icon={<IconLock size={18} />}>
        {t(`form.closed.${why}`)}
      </Alert>
      <fieldset disabled className={styles.fields}>
        <Stack gap="md">{children}</Stack>
      </fieldset>
    </Stack>
  );
}

interface Summary {
  readonly fields: readonly FieldRefusal[];
  readonly others: readonly string[];
}

/** Brings the first refused field before the eyes. A form that is longer than the window lists all of them at its top. */
function useRefusals(refused: Refused | undefined) {
  const form = useRef<HTMLFormElement>(null);
  const [summary, setSummary] = useState<Summary>();
  useEffect(() => {
    setSummary(undefined);
    if (refused === undefined || form.current === null) return;
    const fields = refusalsIn(form.current);
    const [first] = fields;
    const long = form.current.offsetHeight > window.innerHeight;
    if (refused.unplaced.length > 0 || (long && first !== undefined)) setSummary({ fields, others: refused.unplaced });
    // After the summary, which moves what is below it.
    if (first !== undefined) requestAnimationFrame(() => goTo(first));
  }, [refused]);
  return { form, summary };
}
