import { Alert, Button, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problems/problem.ts';
import { createTicket } from '../../api/tickets.ts';
import { useKept } from '../../app/kept.ts';
import { paths } from '../../app/routes/paths.ts';
import { problemText } from '../../ui/problemText.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { SupportLink } from './SupportLink.tsx';

/** A question to the provider. */
export function SupportNewPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  useTitle(t('support.ask'));
  useKept(title !== '' || text !== '');
  const create = useMutation({
    mutationFn: () => createTicket({ title: title.trim(), text }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['tickets'] });
      await navigate({ to: paths.supportTicket, params: { ticketId: id }, replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() !== '' && text.trim() !== '') create.mutate();
  };
  const missing = (value: string) => (tried && value.trim() === '' ? t('support.required') : undefined);
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={720} mx="auto">
        <SupportLink />
        <Title order={1}>{t('support.ask')}</Title>
        {create.isError && (
          <Alert color="red" role="alert">
            {create.error instanceof Problem && create.error.code === 'too_many'
              ? t('support.tooMany')
              : problemText(t, create.error)}
          </Alert>
        )}
        <TextInput
          label={t('support.subject')}
          placeholder={t('support.subjectExample')}
          size="md"
          maxLength={200}
          error={missing(title)}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('support.text')}
          description={t('support.textHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          size="md"
          maxLength={10_000}
          autosize
          minRows={5}
          maxRows={16}
          error={missing(text)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={create.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('thread.send')}
        </Button>
      </Stack>
    </form>
  );
}
