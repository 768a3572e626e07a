import type { CameraFacts, UserFacts, ViewerFacts } from './access/facts.ts';
import type { Change } from './changes/change.ts';
import type { Client, FoundAdministrator, ServiceAdministrator } from './clients/client.ts';
import type { EventType } from './events/event-types.ts';

/** The change log of the domain: what was committed, by this process and by others. */
export interface Changes {
  /** Until `signal` is aborted. */
  onChanges(listener: (changes: readonly Change[]) => void, signal?: AbortSignal): void;
  /** Tells the listeners of this process, before the writer is answered. */
  tell(changes: readonly Change[]): void;
  /** Tells other processes that something was committed. */
  wake(): void;
  /** Resolves when everything committed before the call has been told. */
  settled(): Promise<void>;
  /** How long ago the log was last read to its end, in ms. */
  staleMs(): number;
}

/** The facts that access is decided by; `known...` answers from memory: undefined when it has to be read. */
export interface AccessFacts {
  knownCamera(name: string): CameraFacts | undefined;
  knownCameraById(id: number): CameraFacts | undefined;
  knownViewer(kind: 'user' | 'client', id: number): ViewerFacts | undefined;
  camera(name: string): Promise<CameraFacts | undefined>;
  cameraById(id: number): Promise<CameraFacts | undefined>;
  viewer(kind: 'user' | 'client', id: number): Promise<ViewerFacts | undefined>;
  /** The user whose key this is. */
  userByKey(key: string): Promise<UserFacts | undefined>;
  /** Takes the time that reading an unknown name takes. */
  lookUp(name: string): Promise<void>;
}

/** Which events some endpoint of a domain wants, from memory: true as well where that is not known at the moment. */
export interface WantedEvents {
  any(domainId: number): boolean;
  wants(domainId: number, type: EventType): boolean;
  /** Whether any domain wants one of these. */
  anywhere(types: readonly EventType[]): boolean;
}

/** Where the backgrounds of maps come from, as a policy of contents names it: scheme, host and port. */
export interface TileOrigins {
  /** Of all domains, each once. Never throws. */
  all(): Promise<readonly string[]>;
}

/** Machine clients that send a key. */
export interface Clients {
  byKey(key: string): Promise<Client | undefined>;
}

/** Machine clients that send login and password with each call. */
export interface Administrators {
  /** Undefined: not known to be right; a check against the stored password says. */
  known(login: string, password: string): ServiceAdministrator | undefined;
  /** By its login; whether its password is right is not said. */
  find(domainId: number, login: string): Promise<FoundAdministrator | undefined>;
  /** By its id, while it has a login. */
  byId(id: number): Promise<ServiceAdministrator | undefined>;
  /** For a password that was right just now. */
  keep(found: FoundAdministrator, login: string, password: string): void;
}
