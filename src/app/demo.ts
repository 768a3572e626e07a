import type { SystemActor } from '../core/actor.ts';
import { createCamera } from '../core/cameras/operations.ts';
import { giveDevices } from '../core/contracts/devices.ts';
import type { Core } from '../core/core.ts';
import { createDoor } from '../core/doors/operations.ts';
import { FAKE_DOOR } from '../core/egress/policy.ts';
import { setFolderGrant } from '../core/folders/grants.ts';
import { createFolder, rootFolderId } from '../core/folders/operations.ts';
import { addKey } from '../core/keys/operations.ts';
import { payIn } from '../core/ledger/operations.ts';
import { createLock } from '../core/locks/operations.ts';
import { hasContractNumber } from '../core/organizations/contract-number.ts';
import { setMember } from '../core/organizations/members.ts';
import { createOrganization } from '../core/organizations/operations.ts';
import { setPanel } from '../core/panels/operations.ts';
import { createPlan } from '../core/plans/operations.ts';
import { setPlanPrice } from '../core/plans/prices.ts';
import { createPreset, linkPreset } from '../core/presets/operations.ts';
import { actorById } from '../core/sessions/sessions.ts';
import { addTicketMessage, createTicket } from '../core/tickets/operations.ts';
import { createUser } from '../core/users/operations.ts';

const actor: SystemActor = {
  kind: 'system',
  domainId: 1,
  trace: { requestId: 'demo', dialect: 'demo', address: undefined, userAgent: undefined },
};

const HOUSES = [
  {
    title: 'Берёзовая, 7',
    contract: 'DEMO-1007',
    uid: '1007',
    login: 'anna',
    name: 'Анна Берёзина',
    cameras: ['Двор', 'Подъезд 1', 'Подъезд 2', 'Парковка'],
    intercom: 'Домофон',
    door: 'Подъезд 1',
  },
  {
    title: 'Harbour Lane 12',
    contract: 'DEMO-1012',
    uid: '1012',
    login: 'boris',
    name: 'Boris Lane',
    cameras: ['Gate', 'Lobby', 'Bicycle shed', 'Roof'],
    intercom: 'Intercom',
    door: 'Front door',
  },
] as const;

type House = (typeof HOUSES)[number];

/** A demo provider: two houses with subscribers (password `demo`), presets, ten cameras and a door each. Made once. */
export async function addDemo(core: Core): Promise<void> {
  if (await hasContractNumber(core, actor.domainId, HOUSES[0].contract)) return;
  const week = await createPreset(core, actor, { title: '7 days', archiveDays: 7, archiveGb: 5, adjustable: false });
  const live = await createPreset(core, actor, { title: 'Live only', archiveDays: 0, adjustable: false });
  await addPlan(core, 'Неделя архива', week.id, 29_900n, true);
  await addPlan(core, 'Live only', live.id, 9_900n, false);
  for (const house of HOUSES) await addHouse(core, house, { week: week.id, live: live.id });
}

interface Presets {
  readonly week: number;
  readonly live: number;
}

async function addHouse(core: Core, house: House, presets: Presets): Promise<void> {
  const organization = await createOrganization(core, actor, {
    title: house.title,
    contractNumber: house.contract,
    outsideUid: house.uid,
    cameraLimit: 20,
    userLimit: 10,
  });
  await linkPreset(core, actor, organization.id, presets.week);
  await linkPreset(core, actor, organization.id, presets.live);
  const root = await rootFolderId(core, organization.id);
  const inside = await createFolder(core, actor, organization.id, {
    title: house.login === 'anna' ? 'Внутри' : 'Inside',
  });
  const user = await createUser(
    core,
    actor,
    { login: house.login, name: house.name, password: 'demo' },
    organization.id,
  );
  await setMember(core, actor, organization.id, user.id, {});
  await setFolderGrant(core, actor, organization.id, root, user.id, { archive: true, ptz: true, actions: true });
  for (const [i, title] of house.cameras.entries()) {
    await createCamera(core, actor, {
      title,
      streamUrl: i === 2 ? 'fake://fake' : 'fake://clock',
      organizationId: organization.id,
      folderId: i === 1 || i === 2 ? inside.id : root,
      presetId: i === 3 ? presets.live : presets.week,
      postalAddress: house.title,
    });
  }
  await addDoor(core, house);
  await payIn(core, actor, { organizationId: organization.id, amountMinor: 50_000n, comment: 'Demo' });
  if (house.login === 'anna') await askFor(core, user.id);
}

/** The provider's own intercom, which the contract was given as a billing gives it; its door always opens. */
async function addDoor(core: Core, house: House): Promise<void> {
  const { title, uid, intercom, door } = house;
  const camera = await createCamera(core, actor, { title: intercom, streamUrl: 'fake://clock', postalAddress: title });
  const panel = { address: FAKE_DOOR, login: 'admin', password: 'demo', sipId: Number(uid) };
  await setPanel(core, actor, camera.id, { ...panel, model: 'beward', dtmf: '1' });
  const lock = await createLock(core, actor, { title: door, postalAddress: title });
  await createDoor(core, actor, { lockId: lock.id, cameraId: camera.id, name: door, entrance: 1, command: FAKE_DOOR });
  const { organizationId } = await giveDevices(core, actor, { uid }, [camera.id, lock.id]);
  await addKey(core, actor, organizationId, { digits: `00000075bc${uid}`, comment: 'Demo' });
}

async function addPlan(core: Core, name: string, presetId: number, price: bigint, isDefault: boolean): Promise<void> {
  const plan = await createPlan(core, actor, { name, presetId, isDefault });
  await setPlanPrice(core, actor, plan.id, '2026-01-01', price);
}

/** A subscriber's question with its answer. */
async function askFor(core: Core, userId: number): Promise<void> {
  await core.feed.settled();
  const ticket = await createTicket(core, await actorById(core, userId, actor.trace), {
    title: 'Тёмная картинка во дворе',
    text: 'Вечером на камере «Двор» почти ничего не видно.',
  });
  await addTicketMessage(core, actor, ticket.id, 'Включили подсветку. Посмотрите сегодня вечером, стало ли лучше.');
}
