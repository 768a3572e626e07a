/** A machine client, known by its key. */
export interface Client {
  readonly id: number;
  readonly domainId: number;
  readonly name: string;
}

/** A machine client that signs each call with login and password. */
export interface ServiceAdministrator {
  readonly id: number;
  readonly domainId: number;
  readonly name: string;
  readonly login: string;
  readonly passwordHash: string;
  /** In small letters; null: all. */
  readonly allowedMethods: readonly string[] | null;
  /** CIDR; empty: from everywhere. */
  readonly networks: readonly string[];
  readonly actsForId: number | null;
  readonly enabled: boolean;
}

/** As it was read; `generation`: of what was known then. */
export interface FoundAdministrator {
  readonly administrator: ServiceAdministrator;
  readonly generation: number;
}
