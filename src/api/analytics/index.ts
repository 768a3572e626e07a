import type { Api } from '../frame/routes.ts';
import { caseEventRoutes, caseRoutes } from './cases.ts';
import { engineCallRoutes } from './engine-calls.ts';
import { engineRoutes } from './engines.ts';

/** Analytics of cameras: cases, their events, and the engines that look. */
export async function analyticsRoutes(api: Api): Promise<void> {
  caseRoutes(api);
  caseEventRoutes(api);
  engineRoutes(api);
  await engineCallRoutes(api);
}
