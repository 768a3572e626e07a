/** What the table test has to work with, made once. */
export interface Fixtures {
  readonly cameraId: number;
  readonly intercomId: number;
  readonly lockId: number;
  readonly doorId: number;
  /** Another domain's. */
  readonly foreign: { readonly cameraId: number; readonly lockId: number; readonly doorId: number };
}

export type Params = Readonly<Record<string, unknown>>;

export interface Case {
  readonly happy: (fixtures: Fixtures, count: number) => Params;
  readonly required: readonly string[];
  /** Parameters with a value of a type that they cannot have. */
  readonly wrong: Params;
  /** The answer's one list, for those that list. */
  readonly list?: string;
}

const uuid = (count: number): string => `8ee703fe-5e92-4f6e-a6bb-${String(count).padStart(12, '0')}`;

/** The document's example, with addresses that are some. */
export const DEVICE = {
  device_type: 1,
  url: 'vd.sait.ru',
  stream: 'rtsp://user:secret@10.20.0.7:554/url',
  is_active: true,
  title: 'Дверь в подъезд',
  address: 'г. Москва, ул. Тверская, 1',
  longitude: 45.12345678,
  latitude: 47.12345678,
  record_days: 10,
  domophoneid: 1,
  sippassword: 'Passwd',
  dtmf: 1,
  camshot: 'http://user:secret@10.20.0.7/snap.jpg',
  paneltype: 1,
  panelip: '192.168.1.1',
  panellogin: 'Login',
  panelpasswd: 'passwd',
};

export const DOOR = {
  entrance: 1,
  icon: 'entrance',
  name: 'Главная дверь',
  open: 'http://root:Passwd@10.231.254.166:8080/relay/1/open',
  open_trait: 'PUT',
};

const WRONG_DEVICE = {
  device_type: 7,
  stream: 'ftp://10.20.0.7/',
  is_active: 'maybe',
  title: { a: 1 },
  longitude: 'east',
  latitude: 91,
  record_days: -1,
  domophoneid: 'x',
  dtmf: 'xyz!',
  camshot: 'no url',
  paneltype: 9,
  panelip: 'http://a:b@10.0.0.1/x',
};

const WRONG_DOOR = {
  device_id: 'x',
  cam: [1],
  entrance: 1.5,
  icon: 'window',
  open: 'rtsp://10.0.0.1/',
  open_trait: 'HEAD',
};

/** A call of each method that succeeds; the table test takes it apart for the calls that must not. */
export const CASES: Readonly<Record<string, Case>> = {
  devices_list: { happy: () => ({}), required: [], wrong: {}, list: 'devices' },
  devices_add: {
    happy: (_, count) => ({ ...DEVICE, device_uuid: uuid(count), domophoneid: count }),
    required: ['device_type'],
    wrong: { ...WRONG_DEVICE, device_uuid: 'no-uuid' },
  },
  devices_mod: {
    happy: ({ cameraId }, count) => ({ ...DEVICE, device_id: cameraId, domophoneid: count }),
    required: ['device_id'],
    wrong: { ...WRONG_DEVICE, device_id: 'x' },
  },
  devices_del: { happy: () => ({ device_id: 999_999 }), required: ['device_id'], wrong: { device_id: [1, 2] } },
  doors_list: { happy: () => ({}), required: [], wrong: {}, list: 'doors' },
  doors_add: {
    happy: ({ lockId, cameraId }) => ({ ...DOOR, device_id: lockId, cam: cameraId }),
    required: ['device_id'],
    wrong: WRONG_DOOR,
  },
  doors_mod: {
    happy: ({ doorId, lockId, cameraId }) => ({ ...DOOR, doors_id: doorId, device_id: lockId, cam: cameraId }),
    required: ['doors_id'],
    wrong: { ...WRONG_DOOR, doors_id: 'x' },
  },
  doors_del: { happy: () => ({ doors_id: 999_999 }), required: ['doors_id'], wrong: { doors_id: {} } },
  rights_list: { happy: () => ({ uid: 12345 }), required: ['uid'], wrong: { uid: [1] }, list: 'rights' },
  rights_add: {
    happy: ({ cameraId }) => ({ uid: 12345, device_id: cameraId }),
    required: ['uid', 'device_id'],
    wrong: { uid: {}, device_id: 'x' },
  },
  rights_del: {
    happy: ({ cameraId }) => ({ uid: 12345, device_id: cameraId }),
    required: ['uid', 'device_id'],
    wrong: { uid: {}, device_id: [1, 'x'] },
  },
};
