import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFixture } from '../test/support/rtsp-fixture.ts';
import { RtspServer } from '../test/support/rtsp-server.ts';
import { startServer } from '../test/support/server.ts';
import { commandOf, cpuSeconds, familyOf } from './support/cpu.ts';
import { report } from './support/result.ts';

const CAMERAS = 100;
const MEASURE_MS = 30_000;

const camera = await new RtspServer(await makeFixture()).start();
try {
  const ours = await recordedByVedette();
  const bare = await recordedByBareFfmpeg();
  report({
    name: 'record',
    question:
      'What does it cost to record 100 cameras and have them live, over 100 bare ffmpegs that only write files?',
    measures: [
      {
        title: `CPU of ${CAMERAS} cameras recorded and live (PostgreSQL apart)`,
        unit: 'cores',
        us: ours.total,
        limit: bare,
        limitIs: '100 bare ffmpeg -c copy to files',
        wanted: { atMost: 1.5 },
      },
    ],
    notes: { nodeCores: ours.node, ffmpegCores: ours.ffmpeg, nodeMegabytes: ours.megabytes },
  });
} finally {
  await camera.stop();
}

async function recordedByVedette(): Promise<{ total: number; node: number; ffmpeg: number; megabytes: number }> {
  const server = await startServer({ env: { LOG_LEVEL: 'error' } });
  try {
    const headers = { 'x-vsaas-api-key': server.apiKey, 'content-type': 'application/json' };
    const cameras = Array.from({ length: CAMERAS }, (_, i) => ({
      name: `record-${i}`,
      stream_url: camera.url(`stream-${i}`),
      dvr_depth: 1,
    }));
    const imported = await fetch(`${server.url}/vsaas/api/v2/cameras/import`, {
      method: 'POST',
      headers,
      body: JSON.stringify(cameras),
    });
    if (!imported.ok) throw new Error(await imported.text());
    await until(async () => {
      const list = (await (await fetch(`${server.url}/vsaas/api/v2/cameras?limit=1000`, { headers })).json()) as {
        stream_status: { alive: boolean };
      }[];
      return list.filter((c) => c.stream_status.alive).length === CAMERAS;
    });
    await sleep(5000);
    const pid = server.process.pid ?? 0;
    const family = familyOf(pid);
    const ffmpegs = family.filter((p) => commandOf(p) === 'ffmpeg');
    const node = await coresOf([pid], ffmpegs);
    return { ...node, megabytes: residentMegabytes(pid) };
  } finally {
    await server.stop();
  }
}

async function coresOf(
  nodes: readonly number[],
  ffmpegs: readonly number[],
): Promise<{ total: number; node: number; ffmpeg: number }> {
  const before = [cpuSeconds(nodes), cpuSeconds(ffmpegs)] as const;
  await sleep(MEASURE_MS);
  const node = (cpuSeconds(nodes) - before[0]) / (MEASURE_MS / 1000);
  const ffmpeg = (cpuSeconds(ffmpegs) - before[1]) / (MEASURE_MS / 1000);
  return { total: node + ffmpeg, node, ffmpeg };
}

async function recordedByBareFfmpeg(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-record-'));
  const children: ChildProcess[] = [];
  try {
    for (let i = 0; i < CAMERAS; i++) {
      mkdirSync(join(folder, String(i)));
      const output = [
        '-c',
        'copy',
        '-f',
        'segment',
        '-segment_time',
        '60',
        '-segment_format',
        'mp4',
        '-segment_format_options',
        'movflags=+frag_keyframe+empty_moov',
        join(folder, String(i), '%d.mp4'),
      ];
      children.push(
        spawn(
          'ffmpeg',
          ['-nostdin', '-loglevel', 'error', '-rtsp_transport', 'tcp', '-i', camera.url(`bare-${i}`), ...output],
          { stdio: 'ignore' },
        ),
      );
      await sleep(130);
    }
    await sleep(5000);
    const pids = children.map((child) => child.pid ?? 0);
    return (await coresOf([], pids)).ffmpeg;
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await sleep(500);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 180; tries++) {
    if (await done()) return;
    await sleep(500);
  }
  throw new Error('The cameras were not live in time');
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
