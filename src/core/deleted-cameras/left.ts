/** What did not come back with a camera, and why. */
export interface Left {
  readonly kind: 'grant' | 'door' | 'agent' | 'sip' | 'monitor' | 'site' | 'streamer' | 'uuid' | 'case';
  /** Of a grant the login or the contract, of a case of analytics its title, of others what they are called. */
  readonly name: string;
  readonly why: /** The billing gave it, and says by itself what it still gives. */
    | 'billing'
    /** The user, contract, lock, site or media node is not there any more. */
    | 'gone'
    /** Another one has it meanwhile. */
    | 'taken'
    /** Its holder does not belong to the organization that the camera went to. */
    | 'elsewhere'
    /** Its holder belonged to the organization whose right it was, and left it meanwhile. */
    | 'left'
    /** It went through a share that was taken back meanwhile. */
    | 'unshared'
    /** It may take a licence, which is to be had anew. */
    | 'licence';
}
