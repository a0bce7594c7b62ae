import type { Log } from '#lib/log.ts'
import { failure } from '../errors.ts'
import type { SubgraphError, SubgraphResult } from './execute.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import type { Data, Path } from './merge.ts'

/**
 * The GraphQL result in a subgraph's answer. Parts that make no sense become an error that names the subgraph; the rest stays. Errors are
 * bounded, and have nothing that would change our own answer's status or headers.
 */
export function subgraphResult(text: string, subgraph: string, log: Log, status?: number): SubgraphResult {
  const nonsense = (): SubgraphError => {
    log.error({ subgraph, status, answer: text.slice(0, GATEWAY_LIMITS.loggedBytes) }, 'a subgraph gave no GraphQL result')
    return failure('SUBGRAPH_INVALID_RESPONSE', `The ${subgraph} service gave an answer that makes no sense.`)
  }
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    return { errors: [nonsense()] }
  }
  if (!isObject(answer)) return { errors: [nonsense()] }
  const { data, errors, extensions } = answer
  const told = Array.isArray(errors) ? errorsOf(errors, subgraph) : []
  const garbled =
    (errors !== undefined && errors !== null && !Array.isArray(errors)) || !(data === undefined || data === null || isObject(data))
  // Everything is null, and nothing says why.
  const silent = !isObject(data) && told.length === 0
  const all = garbled || silent ? [...told, nonsense()] : told
  return {
    ...(isObject(data) ? { data } : data === null && { data }),
    ...(all.length > 0 && { errors: all }),
    ...(isObject(extensions) && { extensions }),
  }
}

/** The errors of a subgraph that a client may get. Past the limit it only gets their number. */
function errorsOf(errors: readonly unknown[], subgraph: string): SubgraphError[] {
  const most = GATEWAY_LIMITS.errors
  const told = errors.slice(0, most).map((error) => errorOf(error, subgraph))
  if (errors.length > most)
    told.push(failure('TOO_MANY_ERRORS', `The ${subgraph} service told of ${errors.length} errors; these are the first ${most}.`))
  return told
}

function errorOf(error: unknown, subgraph: string): SubgraphError {
  if (!isObject(error) || typeof error['message'] !== 'string')
    return {
      ...failure('SUBGRAPH_INVALID_RESPONSE', `The ${subgraph} service told of an error without saying which.`),
      ...(isObject(error) && isPath(error['path']) && { path: error['path'] }),
    }
  const { message, path, extensions } = error
  return {
    message: message.slice(0, GATEWAY_LIMITS.errorCharacters),
    ...(isPath(path) && { path }),
    ...(isObject(extensions) && { extensions: extensionsOf(extensions) }),
  }
}

/** Our server takes status and headers of the answer from `http`, and others of these hide or reveal. A subgraph may not set them. */
const STEERING = new Set(['http', 'unexpected', 'originalError', 'exception', 'stacktrace', '__proto__'])

function extensionsOf(extensions: Data): Data {
  const kept = Object.fromEntries(Object.entries(extensions).filter(([key]) => !STEERING.has(key)))
  if ('code' in kept && typeof kept['code'] !== 'string') delete kept['code']
  return isShallow(kept) && JSON.stringify(kept).length <= GATEWAY_LIMITS.errorCharacters
    ? kept
    : typeof kept['code'] === 'string' && kept['code'].length <= GATEWAY_LIMITS.errorCharacters
      ? { code: kept['code'] }
      : {}
}

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

const isPath = (path: unknown): path is Path =>
  Array.isArray(path) &&
  path.length <= GATEWAY_LIMITS.valueDepth &&
  path.every((part) => typeof part === 'string' || (Number.isInteger(part) && part >= 0))

/** False for a value nested deeper than any of ours: writing it as JSON would overflow the stack. */
export function isShallow(value: unknown, depth: number = GATEWAY_LIMITS.valueDepth): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  for (const key of Object.keys(value)) if (!isShallow((value as Data)[key], depth - 1)) return false
  return true
}
