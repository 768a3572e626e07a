import { Alert } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problems/problem.ts';
import { problemText } from '../ui/problemText.ts';
import { BlockWords } from './BlockWords.tsx';

/** What was tried: a password, a code, or to have a code sent. */
type Tried = 'password' | 'code' | 'sms';

/** Why one did not come in, and what to do. */
export function SignInRefusal({ error, wrong }: { error: Error; wrong: Tried }) {
  const { t } = useTranslation();
  const { title, more } = words(error, wrong, t);
  const block = error instanceof Problem ? error.block : undefined;
  return (
    <Alert color="red" variant="light" role="alert" title={title}>
      {block === undefined ? more : <BlockWords block={block} />}
    </Alert>
  );
}

function words(error: Error, wrong: Tried, t: TFunction<'app'>): { title: string; more: string } {
  const title = t(wrong === 'sms' ? 'signIn.notSent' : 'signIn.failed');
  const plain = { title, more: problemText(t, error) };
  if (!(error instanceof Problem)) return plain;
  if (error.block !== undefined) return { title: t('signIn.blocked'), more: '' };
  if (error.status === 401 && wrong === 'password') return { title: t('signIn.wrong'), more: t('signIn.wrongMore') };
  if (error.status === 429) return { title: t('signIn.tooMany'), more: wait(error, t) };
  if (wrong === 'code' && isOver(error)) return { title: t('signIn.codeOver'), more: t('signIn.codeOverMore') };
  if (wrong === 'code' && error.status === 403) {
    const { attemptsLeft } = error;
    const more = attemptsLeft === undefined ? t('signIn.codeMore') : t('signIn.codeLeft', { count: attemptsLeft });
    return { title: t('signIn.codeWrong'), more };
  }
  if (wrong === 'sms' && error.status === 503) return { ...plain, more: t('signIn.noSms') };
  return plain;
}

/** No more tries, or too late: only another code helps. */
export const isOver = (error: Error | null): boolean =>
  error instanceof Problem && (error.status === 410 || error.attemptsLeft === 0);

function wait({ retryAfterSeconds }: Problem, t: TFunction<'app'>): string {
  if (retryAfterSeconds === undefined) return t('problem.tooMany');
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return retryAfterSeconds < 60
    ? t('signIn.waitSeconds', { count: retryAfterSeconds })
    : t('signIn.waitMinutes', { count: minutes });
}
