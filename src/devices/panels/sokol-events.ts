import type { PanelReport } from '../../core/panels/reports/report.ts';
import { apartmentOf, digitsOf, type ReadEvent } from './panel-events.ts';

const KEY = /^Opening door by RFID ([0-9a-f]{1,30}), apartment (\d{1,9})$/i;
const UNKNOWN_KEY = /^RFID ([0-9a-f]{1,30}) is not present in database/i;
const CODE = /^Opening door by code \d+, apartment (\d{1,9})$/i;
const WRONG_CODE = /^Got invalid code /i;
const HANDSET = /^Opening door by CMS handset for apartment (\d{1,9})/i;
const TONES = /^Open main door by DTMF/i;
const BUTTON = /^Main door button press/i;

/** What Sokol's panels write to syslog; undefined: nothing that a door's log has. Of tones in a call they tell no flat. */
export const sokolEvent: ReadEvent = (text): PanelReport | undefined => {
  const key = KEY.exec(text) ?? UNKNOWN_KEY.exec(text);
  if (key) {
    const [, digits = '', apartment] = key;
    const opened = apartment !== undefined;
    return { kind: 'key', opened, digits: digitsOf(digits), apartment: apartmentOf(apartment), entry: 'main' };
  }
  const code = CODE.exec(text);
  if (code) return { kind: 'code', opened: true, apartment: apartmentOf(code[1]) };
  if (WRONG_CODE.test(text)) return { kind: 'code', opened: false, apartment: null };
  const handset = HANDSET.exec(text);
  if (handset) return { kind: 'call', by: 'handset', apartment: apartmentOf(handset[1]) };
  if (TONES.test(text)) return { kind: 'call', by: 'tones', apartment: null };
  return BUTTON.test(text) ? { kind: 'button', entry: 'main' } : undefined;
};
