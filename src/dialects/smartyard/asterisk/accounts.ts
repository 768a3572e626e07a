import type { Core } from '../../../core/core.ts';
import { type CallingPanel, panelCalling, panelsCalling } from '../../../core/panels/calls.ts';
import { sipAccountBy } from '../../../core/phones/sip.ts';

/** SIP login of a panel: 100000 plus its number, at least six digits. */
export const FIRST_PANEL = 100_000;
/** SIP login of a concierge's monitor, ten digits. */
export const FIRST_MONITOR = 4_000_000_000;
/** SIP numbers of panels end where those of telephones begin. */
const FIRST_TELEPHONE = 2_000_000_000;
const LAST_TELEPHONE = 2_999_999_999;
const MAX_INTEGER = 2_147_483_647;

/** A login of the telephone exchange. */
export interface SipLogin {
  readonly extension: string;
  readonly password: string;
  /** An app stands behind routers, a panel does not. */
  readonly roams: boolean;
}

/** `100001`, `2000000001`, `4000000001`, each also with `@host` behind it; undefined: nobody has it. */
export async function loginOf(core: Core, domainId: number, id: string): Promise<SipLogin | undefined> {
  const extension = id.split('@')[0] ?? '';
  const number = /^[1-9]\d{5,9}$/.test(extension) ? Number(extension) : 0;
  if (number >= FIRST_TELEPHONE && number <= LAST_TELEPHONE) {
    const account = await sipAccountBy(core, domainId, extension);
    return account && { extension, password: account.password, roams: true };
  }
  if (number > FIRST_MONITOR && number - FIRST_MONITOR <= MAX_INTEGER)
    return await ofPanel(core, domainId, { monitorId: number - FIRST_MONITOR }, extension);
  if (number > FIRST_PANEL && number < FIRST_TELEPHONE)
    return await ofPanel(core, domainId, { sipId: number - FIRST_PANEL }, extension);
  return undefined;
}

/** Lists panels and monitors. Telephones are as many as subscribers and are asked for one by one. */
export async function panelLogins(core: Core, domainId: number): Promise<readonly SipLogin[]> {
  return (await panelsCalling(core, domainId)).flatMap((panel) => [
    ...of(panel, panel.sipId === null ? undefined : String(FIRST_PANEL + panel.sipId)),
    ...of(panel, panel.monitorId === null ? undefined : String(FIRST_MONITOR + panel.monitorId)),
  ]);
}

async function ofPanel(
  core: Core,
  domainId: number,
  by: Parameters<typeof panelCalling>[2],
  extension: string,
): Promise<SipLogin | undefined> {
  const panel = await panelCalling(core, domainId, by);
  return panel && of(panel, extension)[0];
}

/** Without a password nobody could sign in, or anybody. */
function of({ sipPassword }: CallingPanel, extension: string | undefined): readonly SipLogin[] {
  if (extension === undefined || sipPassword === null || sipPassword === '') return [];
  return [{ extension, password: sipPassword, roams: false }];
}
