/** The device behind a camera, as its management is reached. */
export interface CameraDevice {
  /** Of the ONVIF device service, without credentials. */
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** The password is never told as it is: it was given for the camera, whose address others may change. */
  readonly hashedOnly?: boolean;
  /** CIDR networks that it has to stand in; empty: wherever the policy allows. */
  readonly networks: readonly string[];
  /** Of a recorder, from 1. */
  readonly channel: number | null;
  /** Token of the profile that somebody chose. */
  readonly profile: string | null;
  /** kbit/s; null: stays as it is. */
  readonly bitrateLimit: number | null;
}

export interface DeviceReport {
  /** Maker and model, as the device says; may be empty. */
  readonly model: string;
  /** kbit/s that the camera has now; undefined: not asked for, or it has no such setting. */
  readonly bitrateLimit: number | undefined;
}

/** Speaks to cameras about their settings. */
export interface DeviceControl {
  /** Brings the settings over. Throws `DeviceFailure`. */
  synchronize(device: CameraDevice): Promise<DeviceReport>;
}

export type DeviceProblem = 'unreachable' | 'timeout' | 'wrong_credentials' | 'not_allowed' | 'no_onvif' | 'refused';

const WORDS: Readonly<Record<DeviceProblem, string>> = {
  unreachable: 'no connection',
  timeout: 'no answer in time',
  wrong_credentials: 'wrong login or password',
  not_allowed: 'its address may not be reached',
  no_onvif: 'it does not speak ONVIF there',
  refused: 'it refuses the settings',
};

export class DeviceFailure extends Error {
  readonly problem: DeviceProblem;
  /** What the device gave as its reason, in brackets; may be empty. */
  readonly said: string;

  /** `said`: what the device gave as its reason. */
  constructor(problem: DeviceProblem, said = '') {
    const reason = said.replace(/\s+/g, ' ').trim().slice(0, 200);
    const inBrackets = reason === '' ? '' : ` (${reason})`;
    super(`${WORDS[problem]}${inBrackets}`);
    this.problem = problem;
    this.said = inBrackets;
  }
}
