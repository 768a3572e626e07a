export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** A camera that sends more than its limit. */
export interface CameraOverLimit {
  /** Its title, else its name. */
  readonly camera: string;
  readonly cameraId: number;
  readonly organizationTitle: string;
  /** kbit/s */
  readonly bitrate: number;
  /** kbit/s */
  readonly bandwidthLimit: number;
}

/** What is sent to people, in one language. */
export interface Messages {
  newPassword(login: string, link: string): Letter;
  /** To the owner of an organization, who has no password yet. */
  invitation(organizationTitle: string, login: string, link: string): Letter;
  overBandwidth(over: CameraOverLimit): Letter;
  /** One short message: 70 characters in Cyrillic. */
  signInCode(code: string): string;
}
