/** A subscriber's question to the provider, with the messages about it. */
export interface Ticket {
  readonly id: number;
  readonly title: string;
  /** The author's contract when it was opened; null: the contract is gone, or there was none. */
  readonly organizationId: number | null;
  readonly organizationTitle: string | null;
  readonly contractNumber: string | null;
  /** Null: the user is gone. */
  readonly authorId: number | null;
  /** The author's login, as it was then. */
  readonly author: string;
  /** Null: open. */
  readonly closedAt: Date | null;
  readonly lastMessageAt: Date;
  readonly lastByProvider: boolean;
  /** Whoever asks has not read its newest message: the author the provider's, the provider one that waits for an answer. */
  readonly unread: boolean;
  readonly createdAt: Date;
}

export interface TicketMessage {
  readonly id: number;
  readonly ticketId: number;
  readonly at: Date;
  readonly byProvider: boolean;
  /** A user's id; a machine client's where `authorIsClient`. */
  readonly authorId: number | null;
  readonly authorIsClient: boolean;
  /** As they were called then; null: one of the provider's people, whose names subscribers are not told. */
  readonly author: string | null;
  readonly text: string;
}

/** A message with what is known of its author today; '' where nothing is. */
export interface SignedMessage extends TicketMessage {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export interface TicketQuery {
  readonly id?: number | undefined;
  /** Undefined: both. */
  readonly state?: 'open' | 'closed' | undefined;
  /** Open ones whose newest message is a subscriber's. */
  readonly waiting?: boolean | undefined;
  readonly organizationId?: number | undefined;
  /** Opened at this instant or later. */
  readonly from?: Date | undefined;
  /** Opened before this instant. */
  readonly before?: Date | undefined;
}

export const MAX_TITLE = 200;
export const MAX_TEXT = 10_000;
