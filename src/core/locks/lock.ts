import type { Block } from '../access/facts.ts';
import type { ExtraFields, StoredExtra } from '../extra/extra.ts';

/** What a door is opened with. Its id is of the same sequence as cameras'. */
export interface Lock {
  readonly id: number;
  readonly uuid: string;
  readonly domainId: number;
  /** Whose it is; contracts that may open it hold a right on it. */
  readonly organizationId: number;
  readonly title: string;
  readonly postalAddress: string;
  readonly comment: string;
  readonly externalId: string | null;
  readonly extra: StoredExtra | null;
  readonly createdAt: Date;
  /** Nobody opens it while one stands. */
  readonly blocks: readonly Block[];
}

/** A lock with what its contract says of it. */
export interface LockView extends Lock {
  readonly organizationTitle: string;
  readonly organizationOwnerId: number | null;
  /** CIDR: where what opens it may stand; empty: wherever the policy allows. */
  readonly organizationNetworks: readonly string[];
  readonly organizationBlocks: readonly Block[];
}

export type LockFields = Partial<
  Pick<Lock, 'organizationId' | 'title' | 'postalAddress' | 'comment' | 'externalId'>
> & {
  readonly extra?: ExtraFields;
  /** The dialects' switch: sets or lifts the block of whoever asks. */
  readonly enabled?: boolean;
};

export type NewLock = LockFields & { readonly uuid?: string | undefined };
