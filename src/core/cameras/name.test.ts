import { expect, test } from 'vitest';
import { checkCameraName, generateCameraName } from './name.ts';

const random = Buffer.from('9bdbc979dd', 'hex');
const plain = (text: string): string => text;

test('a generated name is the slug of the title and ten hex digits', () => {
  expect(generateCameraName('cam-10', plain, random)).toBe('cam-10-9bdbc979dd');
  expect(generateCameraName('First Camera', plain, random)).toBe('first.camera-9bdbc979dd');
  expect(generateCameraName('(x.net) Yard 7', plain, random)).toBe('(x.net).yard.7-9bdbc979dd');
  expect(generateCameraName('', plain, random)).toBe('cam-9bdbc979dd');
  expect(generateCameraName('../..', plain, random)).not.toContain('/');
});

test('every generated name is one that may be used', () => {
  for (const title of ['', ' ', '...', '/etc', 'import', 'a?b', '-', 'Ж', 'x'.repeat(300), 'api', 'vsaas']) {
    expect(() => checkCameraName(generateCameraName(title, plain, random)), title).not.toThrow();
  }
});

test('names that would shadow our own paths or leave the folder are refused', () => {
  for (const name of [
    'api',
    'API/x',
    'vsaas',
    'system-api',
    'bill',
    'admin',
    'embed',
    'guest',
    'guest/yard',
    'assets',
    'health',
    'metrics',
    'play',
    'play/x',
    'import',
    '..',
    'a/../b',
    '/a',
    'a//b',
    'a/',
    'a?b',
    'a%2fb',
    'a\u0000',
    '',
    ' a',
    'x/index.m3u8',
    'x.mp4',
    'a/ptz',
    'y'.repeat(201),
  ]) {
    expect(() => checkCameraName(name), JSON.stringify(name)).toThrow();
  }
  for (const name of [
    'cam1',
    'a/b.c',
    '(x.net).yard',
    'Двор 1',
    'camera02-5ca25a2330',
    'apiary',
    'playground',
    'guests',
  ]) {
    expect(() => checkCameraName(name), name).not.toThrow();
  }
});
