/** One change of who uses a camera under which plan; undefined: nobody does. */
interface Use {
  readonly at: number;
  readonly organizationId: number;
  readonly planId: number | null;
}

export interface ModelCharge {
  readonly cameraId: number;
  readonly organizationId: number;
  readonly planId: number | null;
  readonly kind: number;
  readonly amount: number;
}

interface ModelPlan {
  presetId: number;
  active: boolean;
  isDefault: boolean;
  readonly prices: Map<string, number>;
}

/**
 * What usage and rating should come to, by other means than the product's: states in memory, days by looking at the
 * zone's calendar every quarter of an hour, prices in plain numbers.
 */
export class RatingModel {
  readonly cameras = new Map<number, { organizationId: number; presetId: number; blocks: Set<string> }>();
  readonly organizations = new Map<number, { plans: Set<number>; blocks: Set<string> }>();
  readonly plans = new Map<number, ModelPlan>();
  readonly terms = new Map<number, Map<string, { discount: number; trialUntil: string | null }>>();
  readonly #uses = new Map<number, { at: number; use: Use | undefined }[]>();

  /** To be called after each change. */
  note(at: number): void {
    for (const id of new Set([...this.cameras.keys(), ...this.#uses.keys()])) {
      const line = this.#uses.get(id) ?? [];
      this.#uses.set(id, line);
      const use = this.#useOf(id, at);
      const last = line.at(-1);
      if (last?.use?.organizationId === use?.organizationId && last?.use?.planId === use?.planId) continue;
      if (last?.at === at) line.pop();
      line.push({ at, use });
    }
  }

  charges(day: string, timeZone: string): readonly ModelCharge[] {
    const [from, to] = [startOf(day, timeZone), startOf(nextDay(day), timeZone)];
    const charges: ModelCharge[] = [];
    for (const [cameraId, line] of this.#uses) {
      const within = line.filter(({ at, use }, i) => use && at < to && (line[i + 1]?.at ?? Infinity) > from);
      const use = within.at(-1)?.use;
      if (use) charges.push({ cameraId, ...this.#price(use, day) });
    }
    return charges.sort((a, b) => a.cameraId - b.cameraId);
  }

  #useOf(id: number, at: number): Use | undefined {
    const camera = this.cameras.get(id);
    const organization = camera && this.organizations.get(camera.organizationId);
    if (!camera || !organization || camera.blocks.size + organization.blocks.size > 0) return undefined;
    const sold = [...this.plans].filter(([, plan]) => plan.presetId === camera.presetId).sort(([a], [b]) => a - b);
    const listed = sold.filter(([planId]) => organization.plans.has(planId));
    const own = listed.find(([, plan]) => plan.isDefault) ?? listed[0];
    const standard = sold.find(([, plan]) => plan.active && plan.isDefault);
    const any = organization.plans.size === 0 ? sold.find(([, plan]) => plan.active) : undefined;
    return { at, organizationId: camera.organizationId, planId: (own ?? standard ?? any)?.[0] ?? null };
  }

  #price({ organizationId, planId }: Use, day: string) {
    const until = <T>(by: ReadonlyMap<string, T>) =>
      [...by]
        .filter(([from]) => from <= day)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .at(-1)?.[1];
    const none = { organizationId, planId, amount: 0 };
    if (planId === null) return { ...none, kind: 2 };
    const price = until(this.plans.get(planId)?.prices ?? new Map<string, number>());
    if (price === undefined) return { ...none, kind: 3 };
    const terms = until(this.terms.get(organizationId) ?? new Map());
    if (terms?.trialUntil && terms.trialUntil >= day) return { ...none, kind: 1 };
    const month = Math.floor((price * (10_000 - (terms?.discount ?? 0))) / 10_000 + 0.5);
    const days = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
    const number = Number(day.slice(8));
    const amount = Math.floor((month * number) / days) - Math.floor((month * (number - 1)) / days);
    return { organizationId, planId, kind: 0, amount };
  }
}

const QUARTER_MS = 15 * 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const starts = new Map<string, number>();

function startOf(day: string, timeZone: string): number {
  const key = `${day} ${timeZone}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  let at = Date.parse(`${day}T00:00:00Z`) - 60 * QUARTER_MS;
  while (format.format(at) < day) at += QUARTER_MS;
  starts.set(key, at);
  return at;
}

export function nextDay(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
