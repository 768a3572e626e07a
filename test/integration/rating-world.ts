import { createOrganization } from '../../src/core/organizations/operations.ts';
import { createPlan } from '../../src/core/plans/operations.ts';
import { createPreset } from '../../src/core/presets/operations.ts';
import type { TestApp } from '../support/app.ts';
import { SYSTEM } from '../support/core.ts';
import type { RatingHands } from './rating-hands.ts';
import { RatingModel } from './rating-model.ts';

/** Numbers that are the same in each run: the lowest 32 bits of a multiplication. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A provider with a few contracts, plans and cameras that change at random, in the product and in a model alike. */
export class RatingWorld {
  readonly model = new RatingModel();
  readonly presets: number[] = [];
  readonly random: (below: number) => number;
  readonly #app: TestApp;
  readonly #hands: RatingHands;
  #made = 0;

  constructor(app: TestApp, hands: RatingHands, random: (below: number) => number) {
    this.#app = app;
    this.#hands = hands;
    this.random = random;
  }

  async settle(): Promise<void> {
    const { core } = this.#app;
    for (const title of ['day', 'week', 'month'])
      this.presets.push((await createPreset(core, SYSTEM, { title, archiveDays: 1, adjustable: true })).id);
    for (const title of ['a', 'b', 'c', 'd']) {
      const { id } = await createOrganization(core, SYSTEM, { title });
      this.model.organizations.set(id, { plans: new Set(), blocks: new Set() });
    }
    for (let i = 0; i < 4; i++) await this.#addPlan();
    for (let i = 0; i < 12; i++) await this.#addCamera();
  }

  /** One change of one kind, on this day of the provider's. */
  async change(day: string): Promise<void> {
    const hands = this.#hands;
    const { cameras, organizations, plans, terms } = this.model;
    const [id, camera] = this.#pick(cameras) ?? [0, undefined];
    const [organizationId, organization] = this.#pick(organizations) ?? [0, undefined];
    const [planId, plan] = this.#pick(plans) ?? [0, undefined];
    if (!camera || !organization || !plan) return await this.#addCamera();
    const kinds: (() => Promise<unknown>)[] = [
      () => this.#addCamera(),
      async () => {
        if (cameras.size < 6) return;
        await hands.deleteCamera(id);
        cameras.delete(id);
      },
      async () => {
        const enabled = camera.blocks.has('billing');
        await hands.switchCamera(id, enabled);
        camera.blocks[enabled ? 'delete' : 'add']('billing');
      },
      async () => {
        const on = !camera.blocks.has('quota');
        await hands.blockForQuota(id, on);
        camera.blocks[on ? 'add' : 'delete']('quota');
      },
      async () => {
        const on = !organization.blocks.has('billing');
        await hands.blockOrganization(organizationId, on);
        organization.blocks[on ? 'add' : 'delete']('billing');
      },
      async () => {
        camera.presetId = this.#pick(this.presets) ?? 0;
        await hands.givePreset(id, camera.presetId);
      },
      async () => {
        await hands.moveCamera(id, organizationId);
        camera.organizationId = organizationId;
      },
      async () => {
        const active = [...plans].filter(([, one]) => one.active).map(([listed]) => listed);
        const listed = active.filter(() => this.random(3) === 0);
        organization.plans = new Set(await hands.allowPlans(organizationId, listed));
      },
      async () => {
        const change = { active: plan.isDefault || !plan.active, presetId: this.presets[this.random(2)] ?? 0 };
        await hands.changePlan(planId, change);
        Object.assign(plan, change);
      },
      async () => {
        if (!plan.active) return;
        await hands.makeDefault(planId);
        for (const other of plans.values()) other.isDefault = other === plan;
      },
      () => this.#setPrice(planId, this.random(3) === 0 ? day : `${day.slice(0, 8)}01`),
      async () => {
        const until = `${day.slice(0, 8)}2${this.random(9)}`;
        const trialUntil = this.random(2) || until < day ? null : until;
        const agreed = { discount: this.random(3) * 1234, trialUntil };
        await hands.agree(organizationId, agreed);
        const known = terms.get(organizationId) ?? new Map();
        terms.set(organizationId, known.set(day, agreed));
      },
    ];
    await kinds[this.random(kinds.length)]?.();
  }

  #pick<T>(of: Iterable<T>): T | undefined {
    const all = [...of];
    return all[this.random(all.length)];
  }

  async #addPlan(): Promise<void> {
    const presetId = this.presets[this.#made % 2] ?? 0;
    const { id } = await createPlan(this.#app.core, SYSTEM, { name: `plan ${this.#made++}`, presetId });
    this.model.plans.set(id, { presetId, active: true, isDefault: false, prices: new Map() });
    if (this.random(4) > 0) await this.#setPrice(id, '2026-01-01');
  }

  async #setPrice(id: number, from: string): Promise<void> {
    const amount = this.random(3) === 0 ? 0 : this.random(100_000);
    await this.#hands.setPrice(id, from, amount);
    this.model.plans.get(id)?.prices.set(from, amount);
  }

  async #addCamera(): Promise<void> {
    const organizationId = this.#pick(this.model.organizations.keys()) ?? 0;
    const presetId = this.#pick(this.presets) ?? 0;
    const enabled = this.random(5) > 0;
    const { id, source } = await this.#hands.addCamera({ organizationId, presetId, enabled });
    this.model.cameras.set(id, { organizationId, presetId, blocks: new Set(enabled ? [] : [source]) });
  }
}
