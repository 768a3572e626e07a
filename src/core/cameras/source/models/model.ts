/**
 * A kind of camera, by where its streams are. Paths hold `{channel}` (from 1), `{channel0}` (from 0), `{channel2}` (two
 * digits), and `{login}` and `{password}` where a maker wants them there.
 */
export interface Model {
  /** Never given to another one. */
  readonly id: number;
  readonly name: string;
  /** rtsp where nothing is said. */
  readonly protocol?: 'rtsp' | 'http';
  /** The stream's port where it is not the protocol's usual one. */
  readonly port?: number;
  /** Undefined: the maker has no one path; the camera says it by ONVIF, or somebody writes it. */
  readonly main?: string;
  readonly sub?: string;
  /** Paths of older and newer firmware, to be tried after `main`. */
  readonly others?: readonly string[];
}

export interface Brand {
  readonly id: number;
  readonly name: string;
  readonly models: readonly Model[];
}

type Row = readonly [
  name: string,
  main?: string | undefined,
  sub?: string | undefined,
  more?: Partial<Omit<Model, 'id' | 'name'>>,
];

/** Models are numbered by their place: new ones go to the end, and none is ever taken out. */
export const brand = (id: number, name: string, ...rows: readonly Row[]): Brand => ({
  id,
  name,
  models: rows.map(([model, main, sub, more], i) => ({
    id: id * 100 + i + 1,
    name: model,
    ...(main === undefined ? {} : { main }),
    ...(sub === undefined ? {} : { sub }),
    ...more,
  })),
});
