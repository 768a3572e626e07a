import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { problemText } from './problemText.ts';

/** For what has no form to say it in: a switch that flips back, a row that stays. */
export function showProblem(a: TFunction<'app'>, error: unknown): void {
  notifications.show({
    color: 'red',
    message: problemText(a, error),
    autoClose: 8000,
    closeButtonProps: { 'aria-label': a('actions.close') },
  });
}
