/** What partners tells of the programs that call the graph. */
export interface PartnersEvents {
  /** A client or one of its keys was made, changed or revoked: what is kept of it is wrong from now on. Aggregate: the client. */
  'partners.client.changed': { clientId: string }
  /** A version of a client's manifest was uploaded, is served from now on, or no longer. Aggregate: the client. */
  'partners.manifest.changed': { clientId: string; version: string }
}
