import { operationOf, type Document, type Operation, type VariablesOf } from './document.ts'
import { send, type RequestOptions } from './request.ts'

export interface KeyedOptions extends Partial<Omit<RequestOptions, 'url'>> {
  /** The graph over HTTP, e.g. `https://host/graphql`. */
  url: string
  /** The key of a client of the portal, `eg_…` or `egs_…`. It is for servers: whoever loads a page can read what is in it. */
  key: string
  /** The version of the manifest; without it the one that is active. */
  version?: string
  /** Ends what is under way. */
  signal?: AbortSignal
}

export interface KeyedClient {
  /** Runs an operation of the manifest: as codegen made it, with its types, or by its hash alone. Throws an EvergraphError. */
  execute<Result, Variables>(document: Document<Result, Variables>, ...variables: VariablesOf<Variables>): Promise<Result>
  execute(hash: string, variables?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>
}

/** A partner's program: it calls by a key, and sends operations of its manifest by their hash. Queries are repeated after failures that may pass. */
export function createKeyedClient({ url, key, version, signal, ...given }: KeyedOptions): KeyedClient {
  const options: RequestOptions = {
    url,
    // Bound, because browsers' fetch wants its own `this`.
    fetch: (...args) => fetch(...args),
    tries: 4,
    timeoutMs: 30_000,
    backoff: { baseMs: 200, maxMs: 10_000 },
    ...given,
  }
  const forever = new AbortController().signal
  return {
    execute: async (document: Document<unknown, never> | string, variables?: unknown) => {
      const { hash, ...operation } = known(document)
      const documentId = version === undefined ? hash : `${version}:${hash}`
      // The document says what its data looks like.
      return (await send(options, {
        operation: { ...operation, documentId },
        variables: variables ?? {},
        token: key,
        signal: signal ?? forever,
      })) as never
    },
  }
}

/** Codegen's preset writes the hash of what stands in the manifest beside each document; the text that is printed has another one. */
function known(document: Document<unknown, never> | string): Operation & { hash: string } {
  const written =
    typeof document === 'string' ? document : (document as { __meta__?: { hash?: unknown } | undefined }).__meta__?.hash
  const [, hash] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(String(written)) ?? []
  if (hash === undefined)
    throw new TypeError('A key sends operations by their hash. Generate them with `persistedDocuments: true`, or give the hash.')
  // What a hash alone stands for may change something: it is sent once.
  return { ...(typeof document === 'string' ? { text: '', name: null, isQuery: false } : operationOf(document)), hash }
}
