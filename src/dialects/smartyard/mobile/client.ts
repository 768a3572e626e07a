import type { MyContract } from '../../../core/contracts/own-contracts.ts';
import type { UserCall } from './call.ts';
import { contractsOf, serviceRefusal } from './contracts.ts';
import { rowsByUid } from './rows.ts';

/** The caller's contract by its uid, its number, or the login that the billing's rows have; never by what means two. */
export async function clientOf(call: UserCall): Promise<MyContract> {
  const clientId = call.required('clientId');
  const contracts = await contractsOf(call);
  const named = contracts.filter(({ uid, contractNumber }) => uid === clientId || contractNumber === clientId);
  const [found, another] = named.length > 0 ? named : await byLogin(call, contracts, clientId);
  if (!found || another) throw serviceRefusal(404, 'words');
  return found;
}

async function byLogin(call: UserCall, contracts: readonly MyContract[], login: string) {
  const rows = await rowsByUid(call);
  return contracts.filter(({ uid }) => rows.get(uid)?.login === login);
}
