/** Asks a camera whether it is there. */
export interface CameraProbe {
  check(source: {
    /** Whole, with credentials. */
    readonly url: string;
    readonly transport: 'tcp' | 'udp' | undefined;
    /** CIDR networks that the camera has to stand in; empty: wherever the policy allows. */
    readonly networks: readonly string[];
  }): Promise<Probed>;
}

export type Probed = { readonly reachable: true } | { readonly reachable: false; readonly reason: ProbeReason };

/** Why a camera is not there: no connection, no answer in time, its login, its path, no video, our rules of networks. */
export type ProbeReason = 'unreachable' | 'timeout' | 'wrong_credentials' | 'not_found' | 'no_stream' | 'not_allowed';
