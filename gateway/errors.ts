import { GraphQLError } from 'graphql'
import { DomainError } from '#lib/errors.ts'
import { requestFault } from '#lib/graphql/graphql-errors.ts'
import { requestId, type Log } from '#lib/log.ts'

/** What a subgraph did wrong. */
export type SubgraphErrorCode =
  /** A part of the platform could not be reached. Try again in a few seconds; a mutation may have worked, so keep its idempotency key. */
  | 'SUBGRAPH_UNAVAILABLE'
  /** A part of the platform did not answer in time. Try again, or ask for less; keep a mutation's idempotency key. */
  | 'SUBGRAPH_TIMEOUT'
  /** A part of the platform gave no GraphQL result, or null where the schema promises a value. Report it with the request id. */
  | 'SUBGRAPH_INVALID_RESPONSE'
  /** There are more errors than an answer may have; the first ones come before this. Mend those first. */
  | 'TOO_MANY_ERRORS'

/** What is wrong with a document. */
export type DocumentErrorCode =
  /** The document has more tokens than are read. Split it, or use a persisted operation. */
  | 'QUERY_TOO_LONG'
  /** With its fragments written out the document is too large, or a subscription with its variables. Ask for less in one operation. */
  | 'QUERY_TOO_LARGE'
  /** The document is nested too deep. Ask for what is deeper by its id. */
  | 'QUERY_TOO_DEEP'
  /** The document has too many aliases. Use lists, or several operations. */
  | 'TOO_MANY_ALIASES'
  /** The document has too many directives. Leave some out. */
  | 'TOO_MANY_DIRECTIVES'
  /** The document could make the platform read too much. Ask for fewer things at once: smaller pages, fewer lists in lists. */
  | 'QUERY_TOO_COSTLY'

/** What is wrong with a request before it is an operation, or with us. */
export type RequestErrorCode =
  /** The request is none that GraphQL over HTTP knows: its body, its parameters or its address. The message says what to mend. */
  | 'BAD_REQUEST'
  /** The body is longer than one may be. Send less, or the operation by its hash. */
  | 'BODY_TOO_LARGE'
  /** The document is no GraphQL. The message names the place. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema: a field, an argument or a type that is not there. Mend it; trying again does not help. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** Something went wrong on our side. Report it with the request id; a mutation may have worked, so keep its idempotency key. */
  | 'INTERNAL_SERVER_ERROR'

/** Codes that the gateway itself gives in `extensions.code`. Codes of the subgraphs pass through unchanged. */
export type GatewayErrorCode =
  | SubgraphErrorCode
  | DocumentErrorCode
  | RequestErrorCode
  /** So many subscriptions are open already, of one socket, user or address. End some first. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** The requests of this hour or day are used up; `retryAfterSeconds` says when there are new ones. Wait so long. */
  | 'RATE_LIMITED'
  /** Only administrators and partners may ask for the schema here. Sign in as one, or read `gateway/schema.graphql`. */
  | 'INTROSPECTION_DISABLED'
  /** No text is kept under this hash: send it once with its text (Apollo's protocol of automatic persisted queries). */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The text has another hash than the one that came with it. Hash it exactly as it is sent. */
  | 'PERSISTED_QUERY_MISMATCH'
  /** An API key sends the operations of its manifest by their hash, and no text. Upload and activate a manifest. */
  | 'FREE_TEXT_REFUSED'
  /** No version of the manifest that is served has an operation with this hash. Upload and activate one that has it. */
  | 'OPERATION_UNKNOWN'
  /** The client has no such version of its manifest. Upload it, or name another. */
  | 'MANIFEST_VERSION_UNKNOWN'
  /** The version was uploaded and never activated. Activate it. */
  | 'MANIFEST_VERSION_NOT_ACTIVE'
  /** The version was retired. Send operations of a newer one. */
  | 'MANIFEST_VERSION_RETIRED'
  /** What is needed to answer cannot be reached. Try again in a few seconds. */
  | 'UNAVAILABLE'
  /** The access token is missing, wrong, expired or taken back. Renew it, or sign in again. */
  | 'UNAUTHENTICATED'
  /** The gateway restarts. Subscribe again; another one takes you. */
  | 'SHUTTING_DOWN'

/** A refusal by the gateway. `http` is the status if it is the whole answer. */
export function refusal(code: GatewayErrorCode, message: string, http?: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...(http && { http: { status: http } }) } })
}

/** The same as a plain object: a data source answers it in place of the subgraph. */
export const failure = (code: GatewayErrorCode, message: string) => ({ message, extensions: { code } })

/**
 * What a client may see of an error. Refusals of subgraphs (which mask their own bugs) keep code and path. Refusals of the gateway and
 * faults of the request are shown. Of everything else the client only sees that it happened.
 */
export function publicError(error: unknown, log: Log): GraphQLError {
  if (error instanceof GraphQLError) {
    if (error.originalError instanceof DomainError)
      return new GraphQLError(error.message, { extensions: { code: error.originalError.code } })
    if (!error.originalError) return requestFault(error)
  }
  if (error instanceof DomainError) return new GraphQLError(error.message, { extensions: { code: error.code } })
  log.error({ err: error }, 'the gateway failed')
  return new GraphQLError('Something went wrong on our side. Quote the request id when you report it.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: requestId() },
  })
}
