import { playbackMint } from '../../../core/access/mint.ts';
import { camerasOfContract } from '../../../core/contracts/cameras.ts';
import type { MyContract } from '../../../core/contracts/own-contracts.ts';
import type { OpeningFailure } from '../../../core/doors/door.ts';
import { doorsOf, type MyDoor } from '../../../core/doors/mine.ts';
import { openDoor } from '../../../core/doors/open.ts';
import { DomainError } from '../../../core/errors.ts';
import { NOTHING, ok, refused } from './answer.ts';
import type { UserCall } from './call.ts';
import { type CameraItem, contractsAsked, itemOf } from './cctv.ts';
import { contractsOf, openContract, serviceRefusal, stateOfContract } from './contracts.ts';
import type { Routes } from './routes.ts';

export const doorRoutes: Routes = {
  'address/openDoor': async (call) => {
    const { door, contract } = await doorAsked(call);
    const opening = await open(call, door, contract);
    if (opening.result === 'opened') return NOTHING;
    throw refused(502, 'Bad Gateway', FAILED[opening.reason]);
  },
  'cctv/door': async (call) => {
    const { door, contract } = await doorAsked(call);
    const item = await cameraAt(call, door, contract);
    if (!item) throw serviceRefusal(404, 'bare');
    return ok({ doorId: door.id, ...item });
  },
  'cctv/camMap': async (call) => {
    const contracts = await contractsAsked(call);
    const doors = await doorsOf(call.core, call.actor);
    const items = new Map<number, object>();
    for (const contract of contracts)
      for (const door of doors.filter((one) => isOf(one, contract))) {
        const item = await cameraAt(call, door, contract);
        if (item)
          items.set(item.id, {
            id: String(item.id),
            url: item.url,
            token: item.token,
            frs: 'f',
            serverType: item.serverType,
          });
      }
    return ok([...items.values()]);
  },
};

const FAILED: Readonly<Record<OpeningFailure, string>> = {
  timeout: 'Дверь не открыта: домофон не ответил вовремя',
  unreachable: 'Дверь не открыта: нет связи с домофоном',
  credentials: 'Дверь не открыта: домофон не принял пароль',
  refused: 'Дверь не открыта: домофон отклонил команду',
  no_command: 'Дверь не открыта: команда открытия не задана',
};

/** A door is a contract's when it is given through it. */
export const isOf = (door: MyDoor, { organizationId }: MyContract): boolean =>
  door.contracts.some((contract) => contract.organizationId === organizationId);

/**
 * The door and the contract in whose name: the one that the app says, or of all that have it the one that is paid.
 * Another's door, an unknown one and 0 are one refusal; so is a lock that is not the door's.
 */
async function doorAsked(call: UserCall): Promise<{ door: MyDoor; contract: MyContract }> {
  const lockId = call.id('domophoneId');
  const doorId = call.id('doorId');
  if (lockId === undefined && doorId === undefined) call.requiredId('doorId');
  const houseId = call.text('houseId');
  const named = houseId === undefined ? undefined : await openContract(call, houseId, 'bare');
  const all = named ? [named] : await contractsOf(call);
  const doors = (await doorsOf(call.core, call.actor)).filter(
    (door) =>
      (doorId === undefined || door.id === doorId) &&
      (lockId === undefined || door.lockId === lockId) &&
      all.some((contract) => isOf(door, contract)),
  );
  const [door] = doors;
  if (!door) throw serviceRefusal(404, 'bare');
  const contracts = all.filter((contract) => isOf(door, contract));
  return { door, contract: named ?? (await paidOf(call, contracts)) };
}

async function paidOf(call: UserCall, contracts: readonly MyContract[]): Promise<MyContract> {
  const states = await Promise.all(contracts.map((contract) => stateOfContract(call, contract)));
  const paid = contracts[states.indexOf('paid')];
  if (!paid) throw serviceRefusal(states.includes('unpaid') ? 402 : 404, 'bare');
  return paid;
}

async function open(call: UserCall, door: MyDoor, { organizationId }: MyContract) {
  if (door.barred?.source === 'connector') throw serviceRefusal(door.barred.reason === 'off' ? 404 : 402, 'bare');
  try {
    return await openDoor(call.core, call.actor, door.id, { organizationId });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === 'payment_required') throw serviceRefusal(402, 'bare');
    if (error.kind === 'not_found' || error.kind === 'forbidden') throw serviceRefusal(404, 'bare');
    throw error;
  }
}

/** Who stands before the door, as cctv/all shows cameras; undefined: no camera, or none of this contract's. */
async function cameraAt(call: UserCall, door: MyDoor, contract: MyContract): Promise<CameraItem | undefined> {
  const cameras = await camerasOfContract(call.core, call.actor, contract);
  const found = cameras.find(({ camera }) => camera.id === door.camera?.id);
  return found && itemOf(call, found, await playbackMint(call.core, call.actor));
}
