import { Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface NewPasswordFormProps {
  readonly submit: string;
  readonly saving: boolean;
  /** Called once the new password was typed alike twice, with what the form's other fields hold. */
  readonly onPassword: (password: string, data: FormData) => void;
  readonly autoFocus?: boolean;
  /** What comes before the new password. */
  readonly children: ReactNode;
}

/** A new password, typed twice. */
export function NewPasswordForm({ submit, saving, onPassword, autoFocus = false, children }: NewPasswordFormProps) {
  const { t } = useTranslation();
  const again = useRef<HTMLInputElement>(null);
  const [differ, setDiffer] = useState(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const password = String(data.get('password'));
    const same = password === data.get('again');
    setDiffer(!same);
    if (same) onPassword(password, data);
    else again.current?.select();
  };
  const field = {
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('signIn.showPassword') },
    maxLength: 1024,
    required: true,
    withAsterisk: false,
    size: 'md',
    onChange: () => setDiffer(false),
  } as const;
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {children}
        <PasswordInput name="password" label={t('profile.next')} autoFocus={autoFocus} {...field} />
        <PasswordInput
          ref={again}
          name="again"
          label={t('restore.again')}
          error={differ ? t('restore.differ') : null}
          {...field}
        />
        <Button type="submit" size="md" loading={saving}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
