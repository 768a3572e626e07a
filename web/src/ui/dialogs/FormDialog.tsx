import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useKept } from '../../app/kept.ts';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';

interface FormDialogProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly submit: string;
  readonly danger?: boolean;
  /** False: what is filled in does not do yet. */
  readonly ready?: boolean;
  readonly action: () => Promise<unknown>;
  readonly onClose: () => void;
  /** Whether it closes with what its action gave; absent: with anything. */
  readonly closes?: (done: unknown) => boolean;
  /** The field; given as a function it shows the refusal itself, which stands above it otherwise. */
  readonly children: ReactNode | ((refusal: string | undefined) => ReactNode);
}

/** A question with one field: it closes when its action is done, and says why when it is not. */
export function FormDialog({ danger = false, ready = true, children, closes, ...props }: FormDialogProps) {
  const { a } = useWords();
  useKept(children !== null);
  const run = useMutation({
    mutationFn: props.action,
    onSuccess: (done) => {
      if (closes?.(done) ?? true) props.onClose();
    },
  });
  const refusal = run.isError ? problemText(a, run.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) run.mutate();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      // A press beside it would lose what is filled in.
      closeOnClickOutside={children === null}
      title={props.title}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {props.text !== undefined && <Text fz={14}>{props.text}</Text>}
          {refusal !== undefined && typeof children !== 'function' && <Alert color="red">{refusal}</Alert>}
          {typeof children === 'function' ? children(refusal) : children}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {a('actions.cancel')}
            </Button>
            <Button type="submit" {...(danger ? { color: 'red.9' } : {})} disabled={!ready} loading={run.isPending}>
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
