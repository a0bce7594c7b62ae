import { GraphQLError } from 'graphql'
import { DomainError } from '#lib/errors.ts'
import { requestFault } from '#lib/graphql/graphql-errors.ts'
import { requestId, type Log } from '#lib/log.ts'

/** Codes that the gateway itself gives, in `extensions.code`; those of the subgraphs pass through unchanged. */
export type GatewayErrorCode =
  /** The subgraph could not be reached. */
  | 'SUBGRAPH_UNAVAILABLE'
  /** The subgraph did not answer in time. */
  | 'SUBGRAPH_TIMEOUT'
  /** The subgraph answered with something that is no GraphQL result, or with null where the schema promises a value. */
  | 'SUBGRAPH_INVALID_RESPONSE'
  /** More errors than an answer tells; the first of them stand before. */
  | 'TOO_MANY_ERRORS'
  | 'QUERY_TOO_LONG'
  /** Written out, its fragments come to too much. */
  | 'QUERY_TOO_LARGE'
  | 'QUERY_TOO_DEEP'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'QUERY_TOO_COSTLY'
  | 'TOO_MANY_SUBSCRIPTIONS'
  | 'UNAUTHENTICATED'
  | 'SHUTTING_DOWN'

/** A refusal by the gateway; `http` is the status that goes with it when it is the whole answer. */
export function refusal(code: GatewayErrorCode, message: string, http?: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...(http && { http: { status: http } }) } })
}

/** The same as a plain object: what a data source answers in the subgraph's stead. */
export const failure = (code: GatewayErrorCode, message: string) => ({ message, extensions: { code } })

/**
 * What a client may see of an error: refusals of subgraphs (which mask their own bugs) with code and path, refusals of the
 * gateway, faults of the request; and of everything else only that it happened.
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
