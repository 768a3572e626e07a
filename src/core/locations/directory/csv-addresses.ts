import { invalid } from '../../errors.ts';
import type { RawAddress } from './row.ts';

type Column = 'code' | 'parentCode' | 'level' | 'title' | 'latitude' | 'longitude';

/** What files call the columns, in small letters and without what parts words. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  code: ['code', 'id', 'uuid', 'guid', 'код', 'фиас'],
  parentCode: ['parent', 'parentcode', 'parentid', 'parentuuid', 'parentguid', 'родитель', 'кодродителя'],
  level: ['level', 'type', 'уровень', 'тип'],
  title: ['title', 'name', 'название', 'наименование', 'адрес'],
  latitude: ['latitude', 'lat', 'широта'],
  longitude: ['longitude', 'lon', 'lng', 'долгота'],
};

/** Addresses of a table whose first row names its columns, row by row. Throws when it has neither code nor title. */
export async function* csvAddresses(table: AsyncIterable<readonly string[]>): AsyncIterable<RawAddress> {
  let places: Readonly<Record<Column, number>> | undefined;
  let n = 0;
  for await (const cells of table) {
    n++;
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!places) {
      places = placesOf(cells);
      continue;
    }
    const at = places;
    const cell = (column: Column): string => cells[at[column]] ?? '';
    yield {
      n,
      parentN: null,
      code: cell('code'),
      parentCode: cell('parentCode'),
      level: cell('level'),
      title: cell('title'),
      latitude: cell('latitude'),
      longitude: cell('longitude'),
    };
  }
}

function placesOf(header: readonly string[]): Readonly<Record<Column, number>> {
  const names = header.map((name) => name.toLowerCase().replace(/[^\p{L}]/gu, ''));
  const columns = Object.entries(NAMES) as [Column, readonly string[]][];
  const places = Object.fromEntries(
    columns.map(([column, known]) => [column, names.findIndex((name) => known.includes(name))]),
  ) as Record<Column, number>;
  if (places.code < 0 || places.title < 0) throw invalid('file', 'address_file_columns');
  return places;
}
