import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Problem } from '../../api/problems/problem.ts';
import { fieldTexts } from '../../api/problems/refusalWords.ts';
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
  /** What the API calls the fields beside which refusals are shown; what is said of others stands above. */
  readonly placed?: readonly string[];
  /** The field; given as a function it shows the refusal itself, or those of `placed`; it stands above otherwise. */
  readonly children: ReactNode | ((refusal: string | undefined, refusals: Refusals) => ReactNode);
}

type Refusals = Readonly<Record<string, string>>;

/** A question with few fields: it closes when its action is done, and says why when it is not. */
export function FormDialog({ danger = false, ready = true, children, closes, placed, ...props }: FormDialogProps) {
  const { a } = useWords();
  useKept(children !== null);
  const run = useMutation({
    mutationFn: props.action,
    onSuccess: (done) => {
      if (closes?.(done) ?? true) props.onClose();
    },
  });
  const refusal = run.isError ? problemText(a, run.error) : undefined;
  const refusals = run.error instanceof Problem ? fieldTexts(run.error) : {};
  const isShown = placed === undefined ? typeof children === 'function' : isPlaced(refusals, placed);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (run.error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [run.error]);
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
      <form ref={form} onSubmit={submit}>
        <Stack>
          {props.text !== undefined && <Text fz={14}>{props.text}</Text>}
          {refusal !== undefined && !isShown && <Alert color="red">{refusal}</Alert>}
          {typeof children === 'function' ? children(refusal, refusals) : children}
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

const isPlaced = (refusals: Refusals, placed: readonly string[]): boolean => {
  const fields = Object.keys(refusals);
  return fields.length > 0 && fields.every((field) => placed.includes(field));
};
