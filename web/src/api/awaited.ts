/** Routes that the server is about to have; gone as soon as schema.d.ts names them. */
interface Refused {
  content: { 'application/json': { error: { code: string; message: string; requestId: string } } };
}
type Read<Parameters, Body> = {
  parameters: Parameters;
  get: {
    parameters: Parameters;
    requestBody?: never;
    responses: { 200: { content: { 'application/json': Body } }; default: Refused };
  };
};
type Send<Parameters, Body, Reply> = {
  parameters: Parameters;
  get?: never;
  post: {
    parameters: Parameters;
    requestBody?: { content: { 'application/json': Body } };
    responses: { 200: { content: { 'application/json': Reply } }; default: Refused };
  };
};
type None = { query?: never; path?: never };
type Id = { query?: never; path: { id: number } };

interface Service {
  name?: string;
  price: number;
  until: string | null;
}

interface EventRow {
  id: number;
  at: string;
  kind: 'call_missed' | 'call_answered' | 'key' | 'app' | 'face' | 'code' | 'call' | 'plate';
  result: 'opened' | 'refused' | 'failed';
  doorId: number | null;
  doorName: string;
  cameraName: string | null;
  who: string;
  detail: string;
}

interface ContractRow {
  organizationId: number | null;
  uid: string | null;
  login: string;
  address: string;
  state: 'paid' | 'unpaid' | 'off' | null;
  services: { internet: Service; tv: Service; phone: Service; cameras: Service };
  currency: string;
  balance: number;
  payment: number;
}

export interface AwaitedPaths {
  '/api/vedette/v1/doors/{id}/events': Read<
    { path: { id: number }; query?: { after?: string; limit?: number } },
    { items: EventRow[]; next: string | null }
  >;
  '/api/vedette/v1/doors/{id}/open': Send<Id, never, { result: 'opened'; panelMs: number }>;
  '/api/vedette/v1/me/contracts': Read<
    None,
    { items: ContractRow[]; asOf: string | null; stale: boolean; connected: boolean }
  >;
}
