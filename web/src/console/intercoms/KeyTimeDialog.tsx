import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeKey } from '../../api/keys.ts';
import type { IntercomKey } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { instantOf, wallSeconds } from '../../format/zone.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

/** From when a key counts and until when, by the provider's clock. */
export function KeyTimeDialog({ of: key, onClose }: { of: IntercomKey; onClose: () => void }) {
  const { t } = useWords();
  const zone = useZone();
  const ofZone = (label: string) => t('form.ofZone', { label, zone });
  const queries = useQueryClient();
  const [from, setFrom] = useState(localText(key.validFrom, zone));
  const [until, setUntil] = useState(localText(key.validUntil, zone));
  return (
    <FormDialog
      title={t('intercom.timeOf', { digits: key.digits })}
      text={t('intercom.timeText')}
      submit={t('intercom.save')}
      action={async () => {
        await changeKey(key.organization.id, key.id, {
          validFrom: instantIn(zone, from),
          validUntil: instantIn(zone, until),
        });
        await queries.invalidateQueries({ queryKey: ['intercoms'] });
        await queries.invalidateQueries({ queryKey: ['keys'] });
      }}
      onClose={onClose}
      placed={['validFrom', 'validUntil']}
    >
      {(_refusal, refusals) => (
        <>
          <TextInput
            type="datetime-local"
            label={ofZone(t('intercom.validFrom'))}
            value={from}
            error={refusals.validFrom}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={ofZone(t('intercom.validUntil'))}
            value={until}
            error={refusals.validUntil}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}

/** As a field of the browser writes it: without an offset, to the minute. */
const localText = (instant: string | null, zone: string): string =>
  instant === null ? '' : new Date(wallSeconds(zone, Date.parse(instant) / 1000) * 1000).toISOString().slice(0, 16);

const instantIn = (zone: string, text: string): string | null =>
  text === '' ? null : new Date(instantOf(zone, Date.parse(`${text}Z`) / 1000) * 1000).toISOString();
