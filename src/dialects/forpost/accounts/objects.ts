import { DomainError } from '../../../core/errors.ts';
import { changeSite, createSite, deleteSite, siteById, sites } from '../../../core/sites/operations.ts';
import type { SiteFields, SiteView } from '../../../core/sites/site.ts';
import type { Call } from '../call.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';

const names = { name: 'Name', address: 'Address', latitude: 'Lat', longitude: 'Lon', organizationId: 'AccountID' };

/** Objects are the sites of an account. */
export const objectMethods: readonly Method[] = [
  {
    name: 'GetObjects',
    async run(call) {
      const id = call.optionalInteger('ID') ?? undefined;
      const found =
        id === undefined
          ? sites(call.core, call.actor, call.integer('AccountID'))
          : siteById(call.core, call.actor, id).then((site) => [site]);
      return (await found.catch(none)).map(toWire);
    },
  },
  {
    name: 'AddObject',
    names,
    async run(call) {
      const organizationId = call.integer('AccountID');
      const name = call.text('Name');
      const site = await createSite(call.core, call.actor, { ...siteIn(call), organizationId, name });
      return { ID: site.id };
    },
  },
  {
    name: 'EditObject',
    names,
    async run(call) {
      const id = call.integer('ID');
      const name = call.optionalText('Name');
      if (name?.trim() === '') throw refused('Name', 'не должен быть пустым');
      const organizationId = call.optionalInteger('AccountID') ?? undefined;
      await changeSite(call.core, call.actor, id, {
        ...siteIn(call),
        ...(name === undefined ? {} : { name }),
        ...(organizationId === undefined ? {} : { organizationId }),
      });
      return { ID: id };
    },
  },
  {
    name: 'DeleteObject',
    async run(call) {
      await deleteSite(call.core, call.actor, call.integer('ID'));
      return { Status: 1 };
    },
  },
];

function siteIn(call: Call): SiteFields {
  const address = call.optionalText('Address');
  const latitude = degrees(call, 'Lat');
  const longitude = degrees(call, 'Lon');
  return {
    ...(address === undefined ? {} : { address }),
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
  };
}

/** With a comma or a point; empty: not known any more. */
function degrees(call: Call, name: 'Lat' | 'Lon'): number | null | undefined {
  const text = call.optionalText(name)?.trim().replace(',', '.');
  if (text === undefined || text === '') return text === undefined ? undefined : null;
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw refused(name, 'должен быть числом');
  const most = name === 'Lat' ? 90 : 180;
  if (Math.abs(Number(text)) > most) throw refused(name, `должен быть от -${most} до ${most}`);
  return Number(text);
}

/** What is not there is an empty list here. */
function none(error: unknown): readonly SiteView[] {
  if (error instanceof DomainError && error.kind === 'not_found') return [];
  throw error;
}

const toWire = (site: SiteView) => ({
  ID: site.id,
  Name: site.name,
  Address: site.address,
  AccountID: site.organizationId,
  Lat: site.latitude === null ? '' : String(site.latitude),
  Lon: site.longitude === null ? '' : String(site.longitude),
});
