import type { IncomingMessage } from 'node:http'
import type { Principal } from '../caller.ts'
import type { Forwarded } from '../subgraphs/forwarding.ts'
import type { Counted } from '../limiting/requests.ts'

/** What the transport knows before a document is read. */
export interface ServerContext {
  principal?: Principal
  /** The client's network address. */
  address?: string | undefined
  /** Counts the operation for its client. Undefined if nobody counts. */
  counted?: Counted | undefined
  /** Headers of the client that subgraphs get too. */
  forwarded?: Forwarded | undefined
  /** Present over node:http and for the operations of a socket. */
  req?: IncomingMessage
  /** What an operation of a socket brought instead of the header. */
  traceparent?: string | undefined
}
