import { BRANDS } from './brands.ts';
import type { Brand, Model } from './model.ts';

/** All that is known of makers and their cameras. */
export const brands = (): readonly Brand[] => BRANDS;

const MODELS = new Map(BRANDS.flatMap((brand) => brand.models.map((model) => [model.id, { brand, model }] as const)));

export const modelById = (id: number): { readonly brand: Brand; readonly model: Model } | undefined => MODELS.get(id);

/** Who moves the motors of a camera. */
export const PTZ_TYPES = [
  { id: 0, code: 'none' },
  { id: 1, code: 'onvif' },
] as const;

/** What a path is filled with. */
export interface Filling {
  readonly channel: number | null;
  readonly login: string;
  readonly password: string;
}

/** The path of a stream with its channel and, where a maker wants them there, its credentials. */
export function fillPath(template: string, { channel, login, password }: Filling): string {
  const number = Math.max(1, channel ?? 1);
  const values: Readonly<Record<string, string>> = {
    channel: String(number),
    channel0: String(number - 1),
    channel2: String(number).padStart(2, '0'),
    login: encodeURIComponent(login),
    password: encodeURIComponent(password),
  };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** Where such a camera's main stream may be, the likeliest first. */
export function pathsOf(model: Model, filling: Filling): readonly string[] {
  const templates = [...(model.main === undefined ? [] : [model.main]), ...(model.others ?? [])];
  return templates.map((template) => fillPath(template, filling));
}

/** The path for other credentials or another channel; undefined: it was none of the model's, and stays. */
export function refilled(model: Model, path: string, before: Filling, after: Filling): string | undefined {
  const templates = [model.main, model.sub, ...(model.others ?? [])].filter((template) => template !== undefined);
  const own = templates.find((template) => fillPath(template, before) === path);
  return own === undefined ? undefined : fillPath(own, after);
}
