import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeKey } from '../../api/keys.ts';
import type { IntercomKey } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

/** From when a key counts and until when, by the clock of whoever sets it. */
export function KeyTimeDialog({ of: key, onClose }: { of: IntercomKey; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [from, setFrom] = useState(localText(key.validFrom));
  const [until, setUntil] = useState(localText(key.validUntil));
  return (
    <FormDialog
      title={t('intercom.timeOf', { digits: key.digits })}
      text={t('intercom.timeText')}
      submit={t('intercom.save')}
      action={async () => {
        await changeKey(key.organization.id, key.id, { validFrom: instantOf(from), validUntil: instantOf(until) });
        await queries.invalidateQueries({ queryKey: ['intercoms'] });
        await queries.invalidateQueries({ queryKey: ['keys'] });
      }}
      onClose={onClose}
    >
      <TextInput
        type="datetime-local"
        label={t('intercom.validFrom')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('intercom.validUntil')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** As a field of the browser writes it: without an offset, to the minute. */
function localText(instant: string | null): string {
  if (instant === null) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const instantOf = (text: string): string | null => (text === '' ? null : new Date(text).toISOString());
