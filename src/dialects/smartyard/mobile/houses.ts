import type { BillingRow } from '../../../core/billing/connector.ts';
import { camerasOfContract } from '../../../core/contracts/cameras.ts';
import type { MyContract } from '../../../core/contracts/own-contracts.ts';
import type { MyDoor } from '../../../core/doors/mine.ts';
import { DomainError } from '../../../core/errors.ts';
import type { UserCall } from './call.ts';
import { word } from './call.ts';
import { stateOfContract } from './contracts.ts';
import { isOf } from './doors.ts';
import { rowsByUid } from './rows.ts';

/** Prices adorn the lists: without them a house is still a house. */
export async function rowsKnown(call: UserCall): Promise<ReadonlyMap<string, BillingRow>> {
  try {
    return await rowsByUid(call);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unavailable') return new Map();
    throw error;
  }
}

/** A contract as a house with its doors. What is not paid is shown and says so when it is used; what is off is not. */
export async function addressItem(
  call: UserCall,
  contract: MyContract,
  row: BillingRow | undefined,
  doors: readonly MyDoor[],
) {
  const on = (await stateOfContract(call, contract)) !== 'off';
  const own = on ? doors.filter((door) => isOf(door, contract)) : [];
  const cameras = on ? await camerasOfContract(call.core, call.actor, contract) : [];
  return {
    houseId: contract.uid,
    address: row?.address || addressOf(contract, own, cameras),
    doors: own.map(({ id, lockId, entrance, icon, name }) => ({
      domophoneId: String(lockId),
      doorId: id,
      entrance: entrance === null ? '' : String(entrance),
      icon,
      name,
    })),
    cctv: cameras.length,
    hasPlog: word(own.length > 0),
    hasCctv: word(cameras.length > 0),
    hasFrs: word(false),
    hasHcs: word(false),
    hasSh: word(false),
    frsEnabled: false,
  };
}

export async function settingsItem(call: UserCall, contract: MyContract, row: BillingRow | undefined) {
  const on = (await stateOfContract(call, contract)) !== 'off';
  const login = row?.login || contract.uid;
  return {
    address: row?.address || (await addressItem(call, contract, undefined, [])).address,
    services: [...servicesIn(row), ...(on ? ['cctv', 'domophone'] : [])],
    hasPlog: word(on),
    hasGates: word(on),
    hasConfirm: word(false),
    contractOwner: word(true),
    clientId: login,
    contractName: `Договор ${login}`,
    houseId: contract.uid,
    flatId: contract.uid,
    flatNumber: contract.flat ?? String(contract.apartment ?? 0),
  };
}

function servicesIn(row: BillingRow | undefined): string[] {
  if (!row) return [];
  const { internet, tv, phone } = row.services;
  return [
    ...(internet.price > 0 ? ['internet'] : []),
    ...(tv.price > 0 ? ['iptv', 'ctv'] : []),
    ...(phone.price > 0 ? ['phone'] : []),
  ];
}

/** Where the billing writes none: of what stands there. */
function addressOf(
  { title }: MyContract,
  doors: readonly MyDoor[],
  cameras: Awaited<ReturnType<typeof camerasOfContract>>,
): string {
  const known = [...doors.map(({ address }) => address), ...cameras.map(({ camera }) => camera.postalAddress)];
  return known.find((address) => address !== '') ?? title;
}
