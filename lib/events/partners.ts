/** What partners tells of the programs that call the graph. */
export interface PartnersEvents {
  /** A client or one of its keys was made, changed or revoked: what is kept of it is wrong from now on. Aggregate: the client. */
  'partners.client.changed': { clientId: string }
  /** A version of a client's manifest was uploaded, is served from now on, or no longer. Aggregate: the client. */
  'partners.manifest.changed': { clientId: string; version: string }
  /**
   * An endpoint was made, changed, switched or deleted, or something was sent to it: read it. What is sent is told at most once in a second by a
   * process. Aggregate: the endpoint.
   */
  'partners.webhook.changed': { endpointId: string }
  /**
   * Nothing is sent to a partner's endpoint any more, and its partner did not ask for that: its receiver says that it is gone, it has failed
   * for days, or an admin has switched it off. Aggregate: the endpoint.
   */
  'partners.webhook.disabled': {
    endpointId: string
    clientId: string
    clientName: string
    /** The partner. */
    userId: string
    /** Of its URL, with the port where it has one. */
    host: string
    because: 'GONE' | 'FAILING' | 'ADMIN'
    /** Null: it did not fail before. */
    failingSince: string | null
  }
}
