import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problems/problem.ts';
import { confirmCode, requestCode } from '../api/session.ts';
import { phoneText } from '../format/phone.ts';
import styles from './EntryFrame.module.css';
import type { SigningIn } from './PasswordSignIn.tsx';
import { isOver, SignInRefusal } from './SignInRefusal.tsx';
import { useCountdown } from './useCountdown.ts';

const DIGITS = 4;
/** How long one waits for a code before another may be asked for; the server may say more. */
export const AGAIN_MS = 60_000;

interface CodeFormProps extends Pick<SigningIn, 'onEntered'> {
  readonly phone: string;
  /** When another may be asked for, ms. */
  readonly again: number;
  readonly onBack: () => void;
}

/** The code that has come: four digits send themselves. */
export function CodeForm({ phone, again, onBack, onEntered }: CodeFormProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [mayAgain, setMayAgain] = useState(again);
  const left = useCountdown(mayAgain);

  const confirming = useMutation({
    mutationFn: (digits: string) => confirmCode(phone, digits),
    onSuccess: onEntered,
    onError: () => field.current?.select(),
  });
  const sending = useMutation({
    mutationFn: () => requestCode(phone),
    onSuccess: () => {
      setMayAgain(Date.now() + AGAIN_MS);
      setCode('');
      confirming.reset();
      field.current?.focus();
    },
    onError: (error) => {
      if (error instanceof Problem) setMayAgain(Date.now() + (error.retryAfterSeconds ?? 0) * 1000);
    },
  });
  const write = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS && digits !== code && !confirming.isPending) confirming.mutate(digits);
    else confirming.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === DIGITS) confirming.mutate(code);
    else field.current?.focus();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text role="status">{t('signIn.codeSent', { phone: phoneText(phone) })}</Text>
        {confirming.isError && <SignInRefusal error={confirming.error} wrong="code" />}
        {sending.isError && !confirming.isError && <SignInRefusal error={sending.error} wrong="sms" />}
        <TextInput
          ref={field}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]*"
          label={t('signIn.code')}
          required
          withAsterisk={false}
          autoFocus
          size="md"
          classNames={{ input: styles.code ?? '' }}
          value={code}
          readOnly={confirming.isPending}
          error={confirming.isError && !isOver(confirming.error)}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={confirming.isPending}>
          {t('signIn.submit')}
        </Button>
        <Button
          variant="default"
          size="md"
          disabled={left > 0}
          loading={sending.isPending}
          onClick={() => sending.mutate()}
        >
          <span className="numbers">{left > 0 ? t('signIn.againIn', { count: left }) : t('signIn.again')}</span>
        </Button>
        <Button variant="subtle" size="md" onClick={onBack}>
          {t('signIn.otherPhone')}
        </Button>
      </Stack>
    </form>
  );
}
