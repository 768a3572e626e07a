import type { Core } from '../core.ts';

export interface StreamCounts {
  readonly alive: number;
  readonly down: number;
  /** Open ones. */
  readonly viewings: number;
}

/** The streams and viewings of all domains, as the media nodes last said; for metrics. */
export async function streamCounts(core: Core): Promise<StreamCounts> {
  const [row] = await core.lists<StreamCounts[]>`
    select count(*) filter (where s.alive)::int as alive, count(*) filter (where not s.alive)::int as down,
      (select count(*)::int from viewing v where v.ended_at is null) as viewings
    from stream_state s`;
  return row ?? { alive: 0, down: 0, viewings: 0 };
}
