import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Problem } from '../../api/problems/problem.ts';
import { fieldTexts } from '../../api/problems/refusalWords.ts';
import { amountOf, isAmount } from '../../format/money.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

/** As the API takes it: the sum signed where it may be, the number absent where none was given. */
export interface Entered {
  readonly amount: string;
  readonly words: string;
  readonly number: string | undefined;
}

interface EntryDialogProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly submit: string;
  readonly currency: string;
  /** A sum to begin with, as people type it. */
  readonly amount?: string;
  /** Whether the sum may also be taken off. */
  readonly signed?: boolean;
  /** What is said of it: a comment may be left out, a reason not. */
  readonly words: { readonly field: 'comment' | 'reason'; readonly label: string };
  /** The sender's number of it, by the API's field. */
  readonly number: { readonly field: string; readonly label: string; readonly help: string };
  readonly action: (entered: Entered) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A movement that is entered by hand; it cannot be taken back, so what is wrong stands under its field first. */
export function EntryDialog({ currency, signed = false, words, number, onClose, ...props }: EntryDialogProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [sign, setSign] = useState('+');
  const [amount, setAmount] = useState(props.amount ?? '');
  const [said, setSaid] = useState('');
  const [outside, setOutside] = useState('');
  const [wrong, setWrong] = useState<{ amount?: string; words?: string }>({});
  const enter = useMutation({
    mutationFn: () =>
      props.action({
        amount: `${sign === '-' ? '-' : ''}${amountOf(amount)}`,
        words: said.trim(),
        number: outside.trim() || undefined,
      }),
    onSuccess: async () => {
      onClose();
      await Promise.all(['ledger', 'organizations'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = {
      ...(isAmount(amount) && /[1-9]/.test(amount) ? {} : { amount: t('balance.wrong') }),
      ...(words.field === 'reason' && said.trim() === '' ? { words: t('form.required') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length === 0 && !enter.isPending) enter.mutate();
  };
  const refused = enter.error instanceof Problem ? fieldTexts(enter.error) : {};
  const shown = refused.amount ?? refused[words.field] ?? refused[number.field];
  return (
    <Modal opened onClose={onClose} title={props.title} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {props.text !== undefined && <Text fz={14}>{props.text}</Text>}
          {enter.isError && shown === undefined && <Alert color="red">{problemText(a, enter.error)}</Alert>}
          {signed && (
            <SegmentedControl
              aria-label={t('balance.direction')}
              value={sign}
              onChange={setSign}
              data={[
                { value: '+', label: t('balance.putOn') },
                { value: '-', label: t('balance.takeOff') },
              ]}
            />
          )}
          <TextInput
            label={t('balance.amountIn', { currency })}
            inputMode="decimal"
            autoComplete="off"
            maxLength={24}
            data-autofocus
            value={amount}
            error={wrong.amount ?? refused.amount}
            onChange={(event) => {
              setAmount(event.currentTarget.value);
              setWrong({});
            }}
          />
          <TextInput
            label={words.label}
            maxLength={1000}
            value={said}
            error={wrong.words ?? refused[words.field]}
            onChange={(event) => {
              setSaid(event.currentTarget.value);
              setWrong({});
            }}
          />
          <TextInput
            label={number.label}
            description={number.help}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={255}
            value={outside}
            error={refused[number.field]}
            onChange={(event) => setOutside(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {a('actions.cancel')}
            </Button>
            <Button type="submit" loading={enter.isPending}>
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
