import { expect, test } from 'vitest';
import { setRefusals } from './refusals.ts';

const values = {
  title: '',
  organization: { id: 1, title: 'x' },
  owner: null,
  presetId: null,
  archiveDays: '',
  recordSchedule: [{ from: '' }],
  connection: { mac: '' },
};

function placed(fields: Record<string, string>, names = {}) {
  const errors: Record<string, string | undefined> = {};
  const setError = (name: string, { message }: { message?: string }) => {
    errors[name] = message;
  };
  const unplaced = setRefusals({ setError, getValues: () => values } as never, fields, names);
  return { errors, unplaced };
}

test('each refusal goes to the field that it is about, whatever the API calls it', () => {
  expect(
    placed(
      {
        title: 'a',
        organizationId: 'b',
        ownerId: 'c',
        presetId: 'd',
        'recordSchedule.0.from': 'e',
        'connection.mac': 'f',
        archiveSeconds: 'g',
      },
      { archiveSeconds: 'archiveDays' },
    ),
  ).toEqual({
    errors: {
      title: 'a',
      organization: 'b',
      owner: 'c',
      presetId: 'd',
      recordSchedule: 'e',
      'connection.mac': 'f',
      archiveDays: 'g',
    },
    unplaced: [],
  });
});

test('what no field of the form is about is not lost', () => {
  expect(placed({ move: 'x', 'connection.other': 'y' })).toEqual({
    errors: {},
    unplaced: ['move: x', 'connection.other: y'],
  });
});
