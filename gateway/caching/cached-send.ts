import type { GraphQLSchema } from 'graphql'
import type { Principal } from '../caller.ts'
import type { Fetched, Send, SubgraphError, SubgraphRequest, SubgraphResult } from '../execution/execute.ts'
import { isData, type Data } from '../execution/merge.ts'
import { cacheReads } from '../metrics.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import type { Cache } from './cache.ts'
import { cacheableOf, type Cacheable } from './cacheable.ts'
import { readerOf, writerOf } from './reader.ts'

/** An answer that is being read: the result for whoever asked first, and its data as text for those who wait too. */
interface Reading {
  readonly began: number
  readonly tags: readonly string[]
  readonly answer: Promise<{ result: SubgraphResult; text: string }>
}

/**
 * Keeps what a subgraph answers to the fetches of plans: each fetch of `Query` whole, and of other fetches each entity. So a station's name
 * is kept for longer than its availability where they are asked for apart, and an operation that mixes what is public with what is private
 * shares the public part. Whole results of operations are not kept: one private field would make all of it private, and the shortest life
 * would hold for all.
 *
 * What is public is asked for as nobody, without the caller, their address and their headers. So the answer cannot hold what only one may
 * see, nor what a header has changed. What is private is kept under all that the caller is, and is asked for without
 * address and headers too. A caller
 * who has written something is given nothing that was read before. An answer with an error is given to those who wait for it, and not kept.
 */
export function cachedSend(
  send: Send<OperationContext>,
  options: { name: string; cache: Cache; schema: GraphQLSchema; nobody: Principal },
): Send<OperationContext> {
  const { name, cache, schema, nobody } = options
  const readings = new Map<string, Reading>()
  const uses = new WeakMap<Fetched['node'], { cacheable: Cacheable | null }>()
  const cacheableFor = (node: Fetched['node']): Cacheable | null => {
    const known = uses.get(node) ?? { cacheable: cacheableOf(node, schema) }
    uses.set(node, known)
    return known.cacheable
  }

  return (request, context) => {
    const { repeatable, fetch } = request
    if (!repeatable) return writing(request, context)
    // Who asks where the time goes wants it spent.
    if (context.measured) return send(request, context)
    const cacheable = fetch && cacheableFor(fetch.node)
    if (!cacheable || !mayRead(cacheable, context.principal)) return send(request, context)
    const shared = cacheable.scope === 'public' && isAnybody(context.principal)
    const principal = shared ? nobody : context.principal
    // The client's leaving does not end it: others may wait for it, and the next one finds it kept.
    const asker: OperationContext = { principal, signal: undefined, traceparent: context.traceparent, clientAddress: undefined }
    const shelf = `${name} ${shared ? '' : readerOf(context.principal)} `
    const use: Use = { request, fetch, cacheable, asker, writer: writerOf(context.principal), shelf }
    return fetch.entities ? ofEntities(use, fetch.entities) : ofQuery(use)
  }

  /** Afterwards the caller reads what they have written. */
  async function writing(request: SubgraphRequest, context: OperationContext): Promise<SubgraphResult> {
    try {
      return await send(request, context)
    } finally {
      const writer = writerOf(context.principal)
      if (writer !== undefined) cache.end([writer])
    }
  }

  interface Use {
    readonly request: SubgraphRequest
    readonly fetch: Fetched
    readonly cacheable: Cacheable
    readonly asker: OperationContext
    /** Ends what was read before the caller's last writing, for the caller alone. */
    readonly writer: string | undefined
    readonly shelf: string
  }

  async function ofQuery(use: Use): Promise<SubgraphResult> {
    const { request, fetch, cacheable, asker, writer, shelf } = use
    const hit = cache.get(shelf + request.body, writer)
    count(hit === undefined ? 'miss' : 'hit')
    if (hit !== undefined) return { data: JSON.parse(hit) as Data }
    const tags = cacheable.tags(fetch.variables, asker.principal.caller)
    return read(use, request.body, tags, ({ began, text, data }) => {
      if (cacheable.isWhole(data)) cache.keep(shelf + request.body, { text, began, tags, seconds: cacheable.seconds })
    })
  }

  async function ofEntities(use: Use, { wanted, bodyOf }: NonNullable<Fetched['entities']>): Promise<SubgraphResult> {
    const { fetch, cacheable, asker, writer, shelf } = use
    const keys = wanted.map((each) => shelf + bodyOf([each]))
    const entities: unknown[] = keys.map((key) => {
      const hit = cache.get(key, writer)
      count(hit === undefined ? 'miss' : 'hit')
      return hit && JSON.parse(hit)
    })
    const missing = [...keys.keys()].filter((index) => entities[index] === undefined)
    if (missing.length === 0) return { data: { _entities: entities } }
    const asked = missing.map((index) => wanted[index] ?? '')
    const tags = asked.map((each) => cacheable.tags(fetch.variables, asker.principal.caller, JSON.parse(each) as Data))
    const result = await read(use, bodyOf(asked), [...new Set(tags.flat())], ({ began, data }) => {
      for (const [at, entity] of listOf(data)?.entries() ?? []) {
        const index = missing[at] ?? -1
        if (isData(entity) && cacheable.isWhole(entity))
          cache.keep(keys[index] ?? '', { text: JSON.stringify(entity), began, tags: tags[at] ?? [], seconds: cacheable.seconds })
      }
    })
    const found = listOf(result.data)
    // The executor says that such an answer makes no sense.
    if (result.data && found?.length !== missing.length) return result
    for (const [at, index] of missing.entries()) entities[index] = found?.[at] ?? null
    return {
      data: { _entities: entities },
      ...(result.errors && { errors: result.errors.map((error) => movedTo(error, missing)) }),
    }
  }

  /** Asks the subgraph, or waits for the same question that is on its way. Only the first hands over what may be kept. */
  async function read(
    { request, asker, writer, shelf }: Use,
    body: string,
    tags: readonly string[],
    keep: (answer: { began: number; text: string; data: Data }) => void,
  ): Promise<SubgraphResult> {
    const key = shelf + body
    const running = readings.get(key)
    if (running && cache.holds(running.began, writer === undefined ? running.tags : [...running.tags, writer])) {
      count('shared')
      const { result, text } = await running.answer
      // The first one's executor writes into its own result.
      return { ...result, data: JSON.parse(text) as Data | null }
    }
    const began = cache.clock
    const answer = send({ ...request, body }, asker).then((result) => {
      const text = JSON.stringify(result.data ?? null)
      if (result.data && !result.errors) keep({ began, text, data: result.data })
      return { result, text }
    })
    const reading = { began, tags, answer }
    readings.set(key, reading)
    try {
      return (await answer).result
    } finally {
      if (readings.get(key) === reading) readings.delete(key)
    }
  }

  function count(outcome: 'hit' | 'miss' | 'shared'): void {
    cacheReads.inc({ subgraph: name, outcome })
  }
}

/** True for callers to whom the boxes give what they give to everybody. Other roles may see more of the same thing. */
const isAnybody = ({ caller }: Principal): boolean =>
  caller.kind === 'anonymous' || (caller.kind === 'user' && caller.roles.every((role) => role === 'DRIVER'))

/** Machines with keys of their own may live in a world of their own (a sandbox): they are always answered by the subgraph. */
function mayRead({ scope }: Cacheable, { caller }: Principal): boolean {
  return caller.kind === 'user' || (caller.kind === 'anonymous' && scope === 'public')
}

const listOf = (data: Data | null | undefined): readonly unknown[] | undefined => {
  const list = data?.['_entities']
  return Array.isArray(list) ? (list as unknown[]) : undefined
}

/** An error about the entities that were asked for, as one about all that are wanted. */
function movedTo(error: SubgraphError, missing: readonly number[]): SubgraphError {
  const [root, at, ...below] = error.path ?? []
  const index = root === '_entities' && typeof at === 'number' ? missing[at] : undefined
  return index === undefined ? error : { ...error, path: ['_entities', index, ...below] }
}
