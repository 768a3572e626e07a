import { Alert, Button, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTicketMessage } from '../../api/tickets.ts';
import { useKept } from '../../app/kept.ts';
import { problemText } from '../problemText.ts';

interface AnswerFormProps {
  readonly ticketId: number;
  readonly label: string;
  readonly help?: string | undefined;
  readonly size?: 'sm' | 'md';
}

/** One more message of a ticket. */
export function AnswerForm({ ticketId, label, help, size = 'sm' }: AnswerFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  useKept(text !== '');
  const send = useMutation({
    mutationFn: () => addTicketMessage(ticketId, text),
    onSuccess: async () => {
      setText('');
      await queries.invalidateQueries({ queryKey: ['tickets'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') send.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={8} maw={640}>
        {send.isError && (
          <Alert color="red" role="alert">
            {problemText(t, send.error)}
          </Alert>
        )}
        <Textarea
          label={label}
          description={help}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          size={size}
          maxLength={10_000}
          autosize
          minRows={3}
          maxRows={14}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size={size} loading={send.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('thread.send')}
        </Button>
      </Stack>
    </form>
  );
}
