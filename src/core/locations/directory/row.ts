import type { Reason } from '../../refusals/index.ts';
import { LONGEST_CODE } from '../location.ts';
import { ADDRESS_LEVELS, type AddressLevel } from './lookup.ts';

/** One address as a file has it, in texts. */
export interface RawAddress {
  /** Row of a CSV file, or place in a JSON file, from 1. */
  readonly n: number;
  /** Of a JSON file: the address that it is nested in. */
  readonly parentN: number | null;
  readonly code: string;
  readonly parentCode: string;
  readonly level: string;
  readonly title: string;
  readonly latitude: string;
  readonly longitude: string;
}

/** The same as it is stored, with the first thing that is wrong with it. */
export interface AddressRow {
  readonly n: number;
  readonly parentN: number | null;
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: AddressLevel;
  readonly title: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly problem: Reason | null;
}

/** What directories call their levels, in small letters. */
const LEVELS: Readonly<Record<string, AddressLevel>> = {
  ...Object.fromEntries(ADDRESS_LEVELS.map((level) => [level, level])),
  '': 'other',
  область: 'region',
  регион: 'region',
  край: 'region',
  республика: 'region',
  район: 'area',
  город: 'city',
  'населённый пункт': 'settlement',
  'населенный пункт': 'settlement',
  поселение: 'settlement',
  село: 'settlement',
  деревня: 'settlement',
  посёлок: 'settlement',
  поселок: 'settlement',
  улица: 'street',
  дом: 'house',
  здание: 'house',
};

const CODE = new RegExp(`^[^\\s\\p{Cc}\\p{Surrogate}]{1,${LONGEST_CODE}}$`, 'u');
const LONGEST_TITLE = 255;

/** Judges an address by itself; how it stands to others is judged when all are there. */
export function addressRow(raw: RawAddress): AddressRow {
  const code = raw.code.trim();
  const parentCode = raw.parentCode.trim() || null;
  const title = clean(raw.title);
  const level = LEVELS[raw.level.trim().toLowerCase()];
  const place = placeOf(raw);
  const problem = problemOf({ code, parentCode, title, level, place });
  return {
    n: raw.n,
    parentN: raw.parentN,
    code: clean(code).slice(0, LONGEST_CODE),
    parentCode: parentCode === null ? null : clean(parentCode).slice(0, LONGEST_CODE),
    level: level ?? 'other',
    title: title.slice(0, LONGEST_TITLE),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    problem,
  };
}

/** In one line, without what PostgreSQL cannot store. */
const clean = (text: string): string => text.replace(UNSTORABLE, ' ').replace(/\s+/g, ' ').trim();
const UNSTORABLE = /[\p{Cc}\p{Surrogate}]/gu;

interface Judged {
  readonly code: string;
  readonly parentCode: string | null;
  readonly title: string;
  readonly level: AddressLevel | undefined;
  readonly place: Place | undefined;
}

function problemOf({ code, parentCode, title, level, place }: Judged): Reason | null {
  if (!CODE.test(code) || (parentCode !== null && !CODE.test(parentCode))) return 'address_code_malformed';
  if (title === '') return 'address_title_missing';
  if (title.length > LONGEST_TITLE) return 'address_text_too_long';
  if (level === undefined) return 'address_level_unknown';
  return place === undefined ? 'address_place_malformed' : null;
}

interface Place {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Undefined: one of the two alone, or no degrees. A comma may part the decimals. */
function placeOf(raw: Pick<RawAddress, 'latitude' | 'longitude'>): Place | undefined {
  const [latitude, longitude] = [raw.latitude, raw.longitude].map((text) => text.trim().replace(',', '.'));
  if (latitude === '' && longitude === '') return { latitude: null, longitude: null };
  const degrees = { latitude: Number(latitude || Number.NaN), longitude: Number(longitude || Number.NaN) };
  return Math.abs(degrees.latitude) <= 90 && Math.abs(degrees.longitude) <= 180 ? degrees : undefined;
}
