import { GraphQLError } from 'graphql'
import { DomainError } from '#lib/errors.ts'
import { requestFault } from '#lib/graphql/graphql-errors.ts'
import { requestId, type Log } from '#lib/log.ts'

/** Codes that the gateway itself gives in `extensions.code`. Codes of the subgraphs pass through unchanged. */
export type GatewayErrorCode =
  /** The subgraph could not be reached. */
  | 'SUBGRAPH_UNAVAILABLE'
  /** The subgraph did not answer in time. */
  | 'SUBGRAPH_TIMEOUT'
  /** The subgraph answered with something that is no GraphQL result, or with null where the schema promises a value. */
  | 'SUBGRAPH_INVALID_RESPONSE'
  /** There are more errors than an answer may have; the first ones come before this. */
  | 'TOO_MANY_ERRORS'
  | 'QUERY_TOO_LONG'
  /** With its fragments written out it is too large. */
  | 'QUERY_TOO_LARGE'
  | 'QUERY_TOO_DEEP'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'QUERY_TOO_COSTLY'
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** The requests of this hour are used up; `retryAfterSeconds` says when there are new ones. */
  | 'RATE_LIMITED'
  /** Only administrators and partners may ask for the schema here. Sign in, or read it in the documents. */
  | 'INTROSPECTION_DISABLED'
  | 'UNAUTHENTICATED'
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
