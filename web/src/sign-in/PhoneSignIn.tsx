import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problems/problem.ts';
import { requestCode } from '../api/session.ts';
import { phoneDigits, phoneText } from '../format/phone.ts';
import { AGAIN_MS, CodeForm } from './CodeForm.tsx';
import type { SigningIn } from './PasswordSignIn.tsx';
import { SignInRefusal } from './SignInRefusal.tsx';

/** By a code that is sent to a telephone: first the number, then the code. */
export function PhoneSignIn({ onTry, onEntered }: SigningIn) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [sent, setSent] = useState<{ phone: string; mayAgain: number }>();
  const [tried, setTried] = useState(false);
  const phone = phoneDigits(typed);
  const sending = useMutation({
    mutationFn: requestCode,
    onMutate: onTry,
    onSuccess: (_done, to) => setSent({ phone: to, mayAgain: Date.now() + AGAIN_MS }),
  });
  if (sent !== undefined)
    return (
      <CodeForm phone={sent.phone} again={sent.mayAgain} onBack={() => setSent(undefined)} onEntered={onEntered} />
    );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (phone !== undefined) sending.mutate(phone);
  };
  const unknown = sending.error instanceof Problem && sending.error.fields.phone !== undefined;
  // Asked for a moment ago, perhaps on a page that was closed since: that code is still good.
  const waits = sending.error instanceof Problem ? sending.error.retryAfterSeconds : undefined;
  const error = (tried && phone === undefined) || unknown ? t('signIn.phoneWrong') : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {sending.isError && !unknown && <SignInRefusal error={sending.error} wrong="sms" />}
        <TextInput
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={t('signIn.phone')}
          description={t('signIn.phoneHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="+7 912 345-67-89"
          maxLength={32}
          required
          withAsterisk={false}
          autoFocus
          size="md"
          value={typed}
          error={error}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setTried(false);
            sending.reset();
          }}
          onBlur={() => setTyped(phoneText(typed))}
        />
        <Button type="submit" size="md" loading={sending.isPending}>
          {t('signIn.sendCode')}
        </Button>
        {waits !== undefined && phone !== undefined && (
          <Button variant="default" size="md" onClick={() => setSent({ phone, mayAgain: Date.now() + waits * 1000 })}>
            {t('signIn.haveCode')}
          </Button>
        )}
      </Stack>
    </form>
  );
}
