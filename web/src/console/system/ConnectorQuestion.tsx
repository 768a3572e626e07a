import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askConnector } from '../../api/connector.ts';
import { phoneDigits } from '../../format/phone.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { ConnectorAnswers } from './ConnectorAnswers.tsx';

/** What the billing says of a telephone: every answer, and every mistake of the mapping. */
export function ConnectorQuestion() {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [phone, setPhone] = useState('');
  const [wrong, setWrong] = useState(false);
  const ask = useMutation({
    mutationFn: () => askConnector({ phone: phone.trim() }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['connector'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const good = phoneDigits(phone) !== undefined;
    setWrong(!good);
    if (good && !ask.isPending) ask.mutate();
  };
  return (
    <>
      <form onSubmit={submit} noValidate>
        <Group align="flex-start" gap={8}>
          <TextInput
            type="tel"
            w={240}
            label={t('user.phone')}
            placeholder="+7 910 000-00-00"
            maxLength={32}
            value={phone}
            error={wrong ? a('signIn.phoneWrong') : ask.isError ? problemText(a, ask.error) : undefined}
            onChange={(event) => {
              setPhone(event.currentTarget.value);
              setWrong(false);
            }}
          />
          <Button type="submit" variant="default" mt={22} loading={ask.isPending}>
            {t('connector.askNow')}
          </Button>
        </Group>
      </form>
      {ask.isSuccess && <ConnectorAnswers trial={ask.data} />}
    </>
  );
}
