import { GraphQLError } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import type { ClientCaller } from '#lib/auth.ts'
import type { Log } from '#lib/log.ts'
import type { Principal } from '../caller.ts'
import { refusal, type GatewayErrorCode } from '../errors.ts'
import type { Found, ManifestOperations } from '../partners/operations.ts'
import { sha256, type Texts } from './texts.ts'

/** Parameters of a request, some of which a client leaves out when it sends a hash. */
export type Params = GraphQLParams & { documentId?: unknown }

export interface Persisted {
  /**
   * The parameters with the text that is to run. `version` is the one of the manifest that the client's header names. Throws GraphQLErrors
   * that say what to do.
   */
  resolve(params: Params, principal: Principal, version: string | undefined): Params | Promise<Params>
  /** Keeps a text that came with its hash, once it has proved good. */
  keep(params: Params | undefined, principal: Principal): void
}

/**
 * Operations that are sent by their hash. People's apps send a new text once with its hash, then the hash alone (Apollo's automatic
 * persisted queries). Partners' programs send operations of their manifest by hash, and nothing else.
 */
export function createPersisted(options: { texts: Texts; operations: ManifestOperations | undefined; log: Log }): Persisted {
  const { texts, operations, log } = options

  const ofManifest = async (params: Params, { clientId }: ClientCaller, header: string | undefined): Promise<Params> => {
    const sent = hashOf(params)
    if (!sent)
      throw refusal(
        'FREE_TEXT_REFUSED',
        'A key sends operations of its manifest by their hash: upload and activate a manifest, then send {"documentId": "<version>:<sha256>"}.',
        400,
      )
    const wanted = { clientId, version: sent.version ?? header ?? null, hash: sent.hash }
    // No version has so long a name, and what is not there is kept too.
    if ((wanted.version ?? '').length > 100) throw notServed('UNKNOWN_VERSION', wanted.version)
    const found = await lookedUp(wanted)
    if (found.body === null) throw notServed(found.outcome, wanted.version)
    checkText(params, sent.hash)
    return { ...params, query: found.body }
  }
  const lookedUp = async (wanted: Parameters<ManifestOperations['find']>[0]): Promise<Found> => {
    try {
      if (!operations) throw new Error('there is no partners subgraph')
      return await operations.find(wanted)
    } catch (error) {
      log.warn({ err: error }, 'an operation could not be looked up')
      throw refusal('UNAVAILABLE', 'Manifests cannot be looked up at the moment. Try again in a few seconds.', 503)
    }
  }
  const ofTexts = (params: Params, hash: string): Params | Promise<Params> => {
    if (params.query) {
      checkText(params, hash)
      return params
    }
    const withText = (query: string | undefined): Params => {
      if (query === undefined) throw notFound()
      return { ...params, query }
    }
    const text = texts.find(hash)
    return text instanceof Promise ? text.then(withText) : withText(text)
  }
  return {
    resolve: (params, { caller }, version) => {
      if (caller.kind === 'client') return ofManifest(params, caller, version)
      if (!params.extensions && params.documentId === undefined) return params
      const sent = hashOf(params)
      return sent ? ofTexts(params, sent.hash) : params
    },
    keep: (params, { caller }) => {
      if (!params?.query || !params.extensions || caller.kind === 'client') return
      const hash = hashOf(params)?.hash
      if (hash !== undefined) texts.keep(hash, params.query, caller.kind !== 'anonymous')
    },
  }
}

const HASH = /^[0-9a-f]{64}$/

/** The hash that a request names: as Apollo's clients do, or as `documentId`, which may begin with a version of the manifest. */
function hashOf({ documentId, extensions }: Params): { hash: string; version: string | null } | null {
  if (documentId !== undefined && documentId !== null) {
    const [, version, hash] = /^(?:(.*):)?([0-9a-f]{64})$/is.exec(typeof documentId === 'string' ? documentId : '') ?? []
    if (hash === undefined)
      throw malformed(
        'documentId is a SHA-256 in 64 hexadecimal digits; a version of the manifest and a colon may stand before it.',
      )
    return { hash: hash.toLowerCase(), version: !version || version === 'sha256' ? null : version }
  }
  const given: unknown = extensions?.['persistedQuery']
  if (given === undefined || given === null) return null
  const { version, sha256Hash } = given as { version?: unknown; sha256Hash?: unknown }
  const hash = typeof sha256Hash === 'string' ? sha256Hash.toLowerCase() : ''
  if (version !== 1 || !HASH.test(hash))
    throw malformed('extensions.persistedQuery is {"version": 1, "sha256Hash": "<64 hexadecimal digits>"}.')
  return { hash, version: null }
}

/** A text that does not match would be run, or kept for others, under a name that is not its own. */
function checkText({ query }: Params, hash: string): void {
  if (query && sha256(query) !== hash)
    throw refusal('PERSISTED_QUERY_MISMATCH', 'The SHA-256 of the text is another one. Hash the text exactly as it is sent.', 400)
}

/** Apollo's clients know it by its message and send the text with its hash. So it is no failure of the request. */
const notFound = () =>
  new GraphQLError('PersistedQueryNotFound', {
    extensions: {
      code: 'PERSISTED_QUERY_NOT_FOUND' satisfies GatewayErrorCode,
      http: { status: 200, headers: { 'cache-control': 'private, no-cache, must-revalidate' } },
    },
  })

const malformed = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })

function notServed(outcome: Found['outcome'], version: string | null): GraphQLError {
  const named = JSON.stringify((version ?? '').slice(0, 100))
  switch (outcome) {
    case 'UNKNOWN_VERSION':
      return refusal(
        'MANIFEST_VERSION_UNKNOWN',
        `This client has no version ${named} of its manifest. Upload it, or name another.`,
        400,
      )
    case 'NOT_ACTIVATED':
      return refusal('MANIFEST_VERSION_NOT_ACTIVE', `Version ${named} was uploaded and never activated. Activate it first.`, 400)
    case 'RETIRED':
      return refusal('MANIFEST_VERSION_RETIRED', `Version ${named} was retired. Send operations of a newer version.`, 400)
    default:
      return refusal(
        'OPERATION_UNKNOWN',
        version === null
          ? 'No version of the manifest that is served has an operation with this hash. Upload and activate one that has it.'
          : `Version ${named} of the manifest has no operation with this hash. Upload and activate a version that has it.`,
        400,
      )
  }
}
