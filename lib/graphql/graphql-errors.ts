import { InputValidationError } from '@pothos/plugin-validation'
import { GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql'
import { DomainError, type InputIssue } from '../errors.ts'
import { requestId, type Log } from '../log.ts'

/**
 * What a client may see of an error: the code of a refusal, and the paths of the fields at fault. Of any other error the client only sees
 * that it happened, whether it passes, and the request id under which the log has the rest.
 */
export function publicError(error: unknown, log: Log, passes: (error: unknown) => boolean): GraphQLError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  const place: Place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {}
  if (cause instanceof DomainError) return refusal(cause.message, cause.code, cause.issues, place)
  if (cause instanceof InputValidationError) {
    const issues = cause.issues.map(({ path, message }) => ({ path: (path ?? []).map(segment), message }))
    return refusal(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '), 'BAD_USER_INPUT', issues, place)
  }
  if (error instanceof GraphQLError && (cause === error || error.message.startsWith('Variable "$'))) return requestFault(error)
  log.error({ err: cause }, 'a resolver failed')
  const [code, message] = passes(cause)
    ? ['UNAVAILABLE', 'The service is too busy, or cannot reach its database at the moment. Try again in a few seconds.']
    : ['INTERNAL_SERVER_ERROR', 'Something went wrong on our side. Quote the request id when you report it.']
  return new GraphQLError(message, { ...given(place), extensions: { code, requestId: requestId() } })
}

/** A fault that graphql-js found in the request. If a scalar refuses a value, it gets a code and the value's path. */
export function requestFault(error: GraphQLError, document?: DocumentNode): GraphQLError {
  if (error.extensions['code'] === 'BAD_USER_INPUT') return error
  const path = variablePath(error.message) ?? (document && literalPath(document, error.nodes))
  if (!path) return error
  const message = withoutValue(error.message)
  return refusal(message, 'BAD_USER_INPUT', [{ path, message }], { nodes: error.nodes })
}

/** graphql-js repeats the refused value, and a password may be in it. */
const withoutValue = (message: string): string =>
  message.replace(/^(Variable "\$\w+") got invalid value .*?( at "[^"]+")?; (?=[A-Z])/s, '$1$2: ')

interface Place {
  nodes?: readonly ASTNode[] | undefined
  path?: readonly (string | number)[] | undefined
}

function refusal(message: string, code: string, issues: readonly InputIssue[], place: Place): GraphQLError {
  return new GraphQLError(message, {
    ...given(place),
    extensions: issues.length > 0 ? { code, issues } : { code },
  })
}

const given = ({ nodes, path }: Place) => ({ ...(nodes && { nodes }), ...(path && { path }) })

function segment(part: PropertyKey | { key: PropertyKey }): string | number {
  const key = typeof part === 'object' ? part.key : part
  return typeof key === 'number' ? key : String(key)
}

/** graphql-js only names the place of a refused variable in its message: `… invalid value "x" at "input.email"; …`. */
function variablePath(message: string): InputIssue['path'] | null {
  const variable = /^Variable "\$(\w+)" (?:got invalid value|of (?:non-null|required) type)/.exec(message)
  if (!variable?.[1]) return null
  const place = / at "([^"]+)"[;:]/.exec(message)?.[1]
  const field = /; Field "(\w+)" (?:of required type|is not defined)/.exec(message)?.[1]
  const path = (place ?? variable[1]).split(/[.[\]]+/).filter(Boolean)
  return [...path, ...(field ? [field] : [])].map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** The path of a literal from its argument down, e.g. `['input', 'email']`. */
function literalPath(document: DocumentNode, nodes: readonly ASTNode[] | undefined): InputIssue['path'] | null {
  const node = nodes?.[0]
  if (!node) return null
  let found: (string | number)[] | null = null
  const path: string[] = []
  const named = (name: string) => {
    path.push(name)
  }
  visit(document, {
    enter(current) {
      if (found) return false
      if (current.kind === Kind.ARGUMENT || current.kind === Kind.OBJECT_FIELD) named(current.name.value)
      if (current === node && path.length > 0) found = [...path]
      return undefined
    },
    leave(current) {
      if (current.kind === Kind.ARGUMENT || current.kind === Kind.OBJECT_FIELD) path.pop()
    },
  })
  return found
}
