import type { Db } from '../../db/sql.ts';
import type { Sealer } from '../secrets/sealer.ts';
import type { Panel, PanelSecrets } from './panel.ts';

interface PanelRow extends Omit<Panel, 'hasPassword' | 'hasSipPassword'> {
  readonly passwordSealed: Uint8Array | null;
  readonly sipPasswordSealed: Uint8Array | null;
}

export const passwordLabel = (cameraId: number): string => `panel.password:${cameraId}`;
export const sipPasswordLabel = (cameraId: number): string => `panel.sip_password:${cameraId}`;

const select = async (sql: Db, domainId: number, cameraIds: readonly number[]) =>
  await sql<PanelRow[]>`
    select p.camera_id, p.model, p.address, p.login, p.password_sealed, p.sip_id, p.sip_password_sealed, p.dtmf, p.monitor_id
    from panel p where p.domain_id = ${domainId} and p.camera_id = any(${[...cameraIds]}::int[]) order by p.camera_id`;

export async function findPanels(
  sql: Db,
  domainId: number,
  cameraIds: readonly number[],
): Promise<ReadonlyMap<number, Panel>> {
  const rows = await select(sql, domainId, cameraIds);
  return new Map(rows.map((row) => [row.cameraId, toPanel(row)]));
}

/** With their passwords: for whoever speaks to them. */
export async function findPanelSecrets(
  sql: Db,
  sealer: Sealer,
  domainId: number,
  cameraIds: readonly number[],
): Promise<ReadonlyMap<number, PanelSecrets>> {
  const rows = await select(sql, domainId, cameraIds);
  const open = (label: string, sealed: Uint8Array | null) => (sealed === null ? null : sealer.open(label, sealed));
  return new Map(
    rows.map((row) => [
      row.cameraId,
      {
        ...toPanel(row),
        password: open(passwordLabel(row.cameraId), row.passwordSealed),
        sipPassword: open(sipPasswordLabel(row.cameraId), row.sipPasswordSealed),
      },
    ]),
  );
}

const toPanel = ({ passwordSealed, sipPasswordSealed, ...panel }: PanelRow): Panel => ({
  ...panel,
  hasPassword: passwordSealed !== null,
  hasSipPassword: sipPasswordSealed !== null,
});
