import { expect, test } from 'vitest';
import { storeStreamStates } from '../../src/core/cameras/recording/streams.ts';
import { streamers } from '../../src/core/streamers/streamers.ts';
import { withKey } from '../support/api-client.ts';
import { ADMIN, testApp } from '../support/app.ts';

test('a streamer shows what its streams bring and what their archives hold, past 2^31', async () => {
  const app = await testApp();
  const ids: number[] = [];
  for (const title of ['one', 'two']) {
    const { body } = await withKey(app, ADMIN.apiKey).post('/cameras', { title, sourceUrl: 'rtsp://10.0.0.1/x' });
    ids.push(body.id);
  }
  const state = {
    alive: true,
    aliveSince: new Date(),
    bitrate: 2_000_000_000,
    error: null,
    recordingError: 'read_only' as const,
    videoCodec: 'h264',
    audioCodec: null,
    width: 640,
    height: 360,
    restarts: 0,
    archiveBytes: 5_000_000_000,
    archiveFrom: null,
    archiveTo: null,
  };
  await storeStreamStates(
    app.core.sql,
    [...ids, 999_999].map((cameraId) => ({ cameraId, ...state })),
  );
  expect(await streamers(app.core, app.system)).toEqual([
    expect.objectContaining({ local: true, bitrate: 4_000_000_000, archiveBytes: 10_000_000_000, notRecorded: 2 }),
  ]);
  await app.close();
});
