import { answer, api } from './client.ts';
import { loadRefusalWords } from './problems/refusalWords.ts';

const root = '/api/vedette/v1/cameras/{id}/panel/key-table' as const;

export interface KeyTableQuery {
  readonly replace: boolean;
  /** Digits that keys are filled up to with zeros. */
  readonly pad: number;
}

/** What a table would change; why rows are left out is said as any refusal, whose words come when they are needed. */
export async function lookAtKeyTable(cameraId: number, file: File, query: KeyTableQuery) {
  const preview = await answer(
    api.POST(root, {
      params: { path: { id: cameraId }, query: { ...query, fileName: file.name } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
    }),
  );
  if (preview.faults.length > 0) await loadRefusalWords();
  return preview;
}

export type KeyTablePreview = Awaited<ReturnType<typeof lookAtKeyTable>>;

export const commitKeyTable = (cameraId: number, hash: string) =>
  answer(api.POST(`${root}/{hash}/commit`, { params: { path: { id: cameraId, hash } } }));

/** Where the spreadsheet of the panel's keys is downloaded. */
export const keysFile = (cameraId: number): string => `/api/vedette/v1/cameras/${cameraId}/panel/keys.xlsx`;
