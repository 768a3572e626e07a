import { blockCamera, blockOrganization } from '../../src/core/blocks/operations.ts';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera, deleteCamera } from '../../src/core/cameras/operations.ts';
import { createServiceAdministrator } from '../../src/core/clients/administrators.ts';
import { setAllowedPlans } from '../../src/core/plans/of-organization.ts';
import { changePlan } from '../../src/core/plans/operations.ts';
import { setPlanPrice } from '../../src/core/plans/prices.ts';
import { withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp } from '../support/app.ts';
import { BILLING, SYSTEM } from '../support/core.ts';

/** What changes who uses a camera under which plan. Each may be said in several tongues, with the same meaning. */
export interface RatingHands {
  addCamera(camera: { organizationId: number; presetId: number; enabled: boolean }): Promise<Made>;
  deleteCamera(id: number): Promise<unknown>;
  /** As the billing switches it. */
  switchCamera(id: number, enabled: boolean): Promise<unknown>;
  blockForQuota(id: number, on: boolean): Promise<unknown>;
  givePreset(id: number, presetId: number): Promise<unknown>;
  moveCamera(id: number, organizationId: number): Promise<unknown>;
  /** As the billing does. */
  blockOrganization(id: number, on: boolean): Promise<unknown>;
  /** Answers the plans that it is limited to then. */
  allowPlans(id: number, plans: readonly number[]): Promise<readonly number[]>;
  changePlan(id: number, change: { active: boolean; presetId: number }): Promise<unknown>;
  makeDefault(id: number): Promise<unknown>;
  setPrice(id: number, from: string, amount: number): Promise<unknown>;
  agree(id: number, terms: { discount: number; trialUntil: string | null }): Promise<unknown>;
}

interface Made {
  readonly id: number;
  /** Whose block keeps it off, if it was to be off. */
  readonly source: 'administrator' | 'billing';
}

type Row = Record<string, unknown>;
const FORPOST = { AdminLogin: 'billing', AdminPassword: 'billing-secret' };

/** Says each change in one of the tongues that have a word for it, which one by `pick`. */
export async function handsOf(app: TestApp, pick: (below: number) => number): Promise<RatingHands> {
  const { core, system } = app;
  await createServiceAdministrator(core, system, { login: FORPOST.AdminLogin, password: FORPOST.AdminPassword });
  const own = withKey(app, ADMIN.apiKey);
  const one = async <T>(...tongues: readonly (() => Promise<T>)[]): Promise<T> => {
    const tongue = tongues[pick(tongues.length)];
    if (!tongue) throw new Error('No tongue has a word for it');
    return await tongue();
  };

  async function sent(path: string, method: string, headers: Record<string, string>, body?: unknown): Promise<Row> {
    const form = body instanceof URLSearchParams;
    const response = await fetch(`${app.url}${path}`, {
      method,
      headers: { ...(body === undefined || form ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok || text.includes('ErrorCode'))
      throw new Error(`${method} ${path} ${body instanceof URLSearchParams ? body : JSON.stringify(body)}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Row);
  }
  const watcher = async (method: string, path: string, body?: unknown) =>
    await sent(`/vsaas/api/v2${path}`, method, { 'x-vsaas-api-key': ADMIN.apiKey }, body);
  const forpost = async (method: string, parameters: Row) =>
    await sent(`/system-api/${method}`, 'POST', {}, formOf({ ...FORPOST, ...parameters }));
  const smartyard = async (method: string, body: Row) => await sent(`/bill/api/${method}/`, 'POST', {}, body);
  const vsaasIo = async (method: string, path: string, body?: unknown) => {
    const headers = { 'x-user': ADMIN.login, 'x-password': ADMIN.password, 'x-domain-id': '1' };
    return await sent(`/api/v1${path}`, method, headers, body);
  };
  const api = async (method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: Row): Promise<Row> => {
    const answer = method === 'delete' ? await own.delete(path) : await own[method](path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Row;
  };
  const nameOf = async (id: number) => {
    const [row] = await core.sql<{ name: string }[]>`select name from camera where id = ${id}`;
    return row?.name ?? '';
  };
  const billingIdOf = async (id: number) => {
    const [row] = await core.sql<{ billingId: number }[]>`select billing_id from organization where id = ${id}`;
    return row?.billingId ?? 0;
  };
  const newest = async () => {
    const [row] = await core.sql<{ id: number }[]>`select max(id) as id from camera`;
    return row?.id ?? 0;
  };
  const blocks = (path: string, on: boolean) =>
    on ? api('put', `${path}/blocks/billing`, { reason: 'debt' }) : api('delete', `${path}/blocks/billing`);

  return {
    addCamera: async ({ organizationId, presetId, enabled }) => {
      const streamUrl = 'fake://fake';
      const fields = { title: 'c', organizationId, presetId, enabled };
      const row = { stream_url: streamUrl, organization_id: `${organizationId}`, preset_id: presetId, enabled };
      const source = 'billing';
      return await one<Made>(
        async () => {
          const { id } = await createCamera(core, SYSTEM, { ...fields, streamUrl });
          return { id, source: 'administrator' };
        },
        async () => {
          const { id } = await api('post', '/cameras', { ...fields, sourceUrl: streamUrl });
          if (!enabled) await blocks(`/cameras/${id}`, true);
          return { id: Number(id), source };
        },
        async () => {
          await watcher('POST', '/cameras', { ...row, name: `w-${(await newest()) + 1}`, title: 'c' });
          return { id: await newest(), source };
        },
        async () => {
          const rows = [{ ...row, name: `i-${(await newest()) + 1}`, title: 'c' }];
          await watcher('POST', '/cameras/import', rows);
          return { id: await newest(), source };
        },
      );
    },
    deleteCamera: async (id) =>
      await one(
        async () => await deleteCamera(core, SYSTEM, { id }),
        async () => void (await api('delete', `/cameras/${id}`)),
        async () => void (await watcher('DELETE', `/cameras/${await nameOf(id)}`)),
        async () => void (await forpost('DeleteCamera', { ID: id })),
        async () => void (await smartyard('devices_del', { device_id: id })),
      ),
    switchCamera: async (id, enabled) =>
      await one<unknown>(
        async () => await changeCamera(core, BILLING, { id }, { enabled }),
        async () => await watcher('PUT', `/cameras/${await nameOf(id)}`, { enabled }),
        async () => await forpost('EditCamera', { ID: id, IsActive: enabled ? 1 : 0 }),
        async () => await smartyard('devices_mod', { device_id: id, is_active: enabled }),
        async () => await blocks(`/cameras/${id}`, !enabled),
      ),
    blockForQuota: async (id, on) =>
      await blockCamera(core, SYSTEM, id, { source: 'quota', reason: on ? 'r' : undefined }),
    givePreset: async (id, presetId) =>
      await one<unknown>(
        async () => await changeCamera(core, SYSTEM, { id }, { presetId, title: `t${pick(9)}` }),
        async () => await api('patch', `/cameras/${id}`, { presetId }),
        async () => await watcher('PUT', `/cameras/${await nameOf(id)}`, { preset_id: `${presetId}` }),
      ),
    moveCamera: async (id, organizationId) =>
      await one<unknown>(
        async () => await changeCamera(core, SYSTEM, { id }, { organizationId }),
        async () => await api('patch', `/cameras/${id}`, { organizationId }),
        async () => await watcher('PUT', `/cameras/${await nameOf(id)}`, { organization_id: `${organizationId}` }),
      ),
    blockOrganization: async (id, on) =>
      await one<unknown>(
        async () => await blockOrganization(core, BILLING, id, { source: 'billing', reason: on ? 'debt' : undefined }),
        async () => await blocks(`/organizations/${id}`, on),
        async () => await forpost('EditAccount', { ID: id, IsActive: on ? 0 : 1 }),
      ),
    allowPlans: async (id, plans) => {
      const inCore = async () => await setAllowedPlans(core, SYSTEM, id, plans);
      const inApi = async () => await api('patch', `/organizations/${id}/plans`, { allowed: plans });
      const inForpost = async () =>
        await forpost('SetAllowedAccountTariffs', { AccountID: id, TariffIDList: plans.join(',') });
      // No plan in the list is any plan to some and no plan at all to others.
      if (plans.length === 0) await one<unknown>(inCore, inApi);
      else if (pick(4) > 0) await one<unknown>(inCore, inApi, inForpost);
      else {
        const asked = { organization: { tariff_plans: plans } };
        const { organization } = await vsaasIo('PUT', `/organizations/${await billingIdOf(id)}`, asked);
        return (organization as { tariff_plans: { id: number }[] }).tariff_plans.map((plan) => plan.id);
      }
      return plans;
    },
    changePlan: async (id, change) =>
      await one<unknown>(
        async () => await changePlan(core, SYSTEM, id, change),
        async () => await api('patch', `/plans/${id}`, { presetId: change.presetId, archived: !change.active }),
      ),
    makeDefault: async (id) =>
      await one<unknown>(
        async () => await changePlan(core, SYSTEM, id, { isDefault: true }),
        async () => await api('patch', `/plans/${id}`, { isDefault: true }),
      ),
    setPrice: async (id, from, amount) =>
      await one<unknown>(
        async () => await setPlanPrice(core, SYSTEM, id, from, BigInt(amount)),
        async () => await api('put', `/plans/${id}/prices/${from}`, { amount: (amount / 100).toFixed(2) }),
      ),
    agree: async (id, { discount, trialUntil }) =>
      await api('patch', `/organizations/${id}/plans`, { discount: (discount / 100).toFixed(2), trialUntil }),
  };
}

function formOf(parameters: Row): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) form.set(name, String(value));
  return form;
}
