import type { CameraDevice } from './device-control.ts';

/** What a camera said the last time that it was asked. */
export interface MotionNews {
  /** Something began to move, or went on. */
  readonly moved: boolean;
  /** Of those places that told of motion, some have not told of its end. */
  readonly moving: boolean;
}

/** A camera that was asked to tell of motion. */
export interface MotionSubscription {
  /**
   * What is new; waits some seconds for it where nothing is. Throws `SubscriptionLost` when the camera has forgotten of
   * it, and `DeviceFailure`.
   */
  pull(signal: AbortSignal): Promise<MotionNews>;
  /** Tells the camera that nobody asks any more, as far as it hears. */
  end(): Promise<void>;
}

/** Asks cameras to tell of motion. */
export interface MotionListener {
  /** Throws `DeviceFailure`. */
  subscribe(device: CameraDevice, signal: AbortSignal): Promise<MotionSubscription>;
}

/** The camera does not know of the subscription any more: another one is asked for at once. */
export class SubscriptionLost extends Error {
  /** What the camera gave as its reason, in brackets; may be empty. */
  readonly said: string;

  constructor(said: string) {
    super(`The camera ended the subscription${said}`);
    this.said = said;
  }
}
