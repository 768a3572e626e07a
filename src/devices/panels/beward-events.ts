import type { PanelReport } from '../../core/panels/reports/report.ts';
import { apartmentOf, digitsOf, type ReadEvent } from './panel-events.ts';

/** Calls are numbered in front: `[61255] Opening door by ...`. */
const KEY = /^Opening door by (external )?RFID ([0-9a-f]{1,30}), apartment (\d{1,9})$/i;
const UNKNOWN_KEY = /^(external )?RFID ([0-9a-f]{1,30}) is not present in database/i;
const CODE = /^Opening door by code \d+, apartment (\d{1,9})$/i;
const CALL = /^(?:\[\d+\] )?Opening door by (DTMF command|CMS handset) for apartment (\d{1,9})/i;
const BUTTON = /^(Main|Additional) door button pressed/i;

/** What Beward's DS and DKS panels write to syslog; undefined: nothing that a door's log has. */
export const bewardEvent: ReadEvent = (text): PanelReport | undefined => {
  const key = KEY.exec(text) ?? UNKNOWN_KEY.exec(text);
  if (key) {
    const [, external, digits = '', apartment] = key;
    const entry = external === undefined ? 'main' : 'second';
    const opened = apartment !== undefined;
    return { kind: 'key', opened, digits: digitsOf(digits), apartment: apartmentOf(apartment), entry };
  }
  const code = CODE.exec(text);
  if (code) return { kind: 'code', opened: true, apartment: apartmentOf(code[1]) };
  const call = CALL.exec(text);
  if (call)
    return { kind: 'call', by: /cms/i.test(call[1] ?? '') ? 'handset' : 'tones', apartment: apartmentOf(call[2]) };
  const button = BUTTON.exec(text);
  return button ? { kind: 'button', entry: /main/i.test(button[1] ?? '') ? 'main' : 'second' } : undefined;
};
