import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problems/problem.ts';
import { problemSentence } from '../../api/problems/refusalWords.ts';
import { sendTestSms } from '../../api/system.ts';
import { phoneDigits } from '../../format/phone.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

/** Sends a message by the gateway that is saved, and shows what it said: some answer "wrong password" with success. */
export function TestSms({ set }: { set: boolean }) {
  const { t, a } = useWords();
  const [phone, setPhone] = useState('');
  const [wrong, setWrong] = useState(false);
  const send = useMutation({ mutationFn: () => sendTestSms(phone.trim()) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const good = phoneDigits(phone) !== undefined;
    setWrong(!good);
    if (good && !send.isPending) send.mutate();
  };
  return (
    <Stack maw={640} gap={8}>
      <Title order={2}>{t('sms.test')}</Title>
      <Text fz={14} c="dimmed">
        {t(set ? 'sms.testHelp' : 'sms.testUnset')}
      </Text>
      {set && (
        <form onSubmit={submit} noValidate>
          <Group align="flex-start" gap={8}>
            <TextInput
              type="tel"
              w={240}
              label={t('user.phone')}
              placeholder="+7 910 000-00-00"
              maxLength={32}
              value={phone}
              error={wrong ? a('signIn.phoneWrong') : undefined}
              onChange={(event) => {
                setPhone(event.currentTarget.value);
                setWrong(false);
              }}
            />
            <Button type="submit" variant="default" mt={22} loading={send.isPending}>
              {t('sms.send')}
            </Button>
          </Group>
        </form>
      )}
      {send.isError && (
        <Alert color="red" variant="light" role="alert" title={t('sms.notSent')}>
          {(send.error instanceof Problem && problemSentence(send.error)) || problemText(a, send.error)}
        </Alert>
      )}
      {send.isSuccess && (
        <Alert color="green" variant="light" role="status" title={t('sms.sent')}>
          {send.data.answer === '' ? t('sms.silent') : t('sms.answer', { answer: send.data.answer })}
        </Alert>
      )}
    </Stack>
  );
}
