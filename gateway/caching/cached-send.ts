import type { GraphQLSchema } from 'graphql'
import type { Principal } from '../caller.ts'
import type { Fetched, Send, SubgraphError, SubgraphRequest, SubgraphResult } from '../execution/execute.ts'
import { isData, type Data } from '../execution/merge.ts'
import { cacheReads } from '../metrics.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import type { Cache } from './cache.ts'
import { cacheableOf, type Cacheable } from './cacheable.ts'
import { isAnybody, readerOf, writerOf } from './reader.ts'
import type { Found, Question, RedisAnswers } from './redis-answers.ts'

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
 *
 * What is public is looked for in Redis too, where there is one, and kept there for the other gateways. What is private never is: it is of use
 * to one caller, and whoever reads Redis would read it.
 */
export function cachedSend(
  send: Send<OperationContext>,
  options: {
    name: string
    cache: Cache
    schema: GraphQLSchema
    nobody: Principal
    inRedis?: RedisAnswers | undefined
    /** Is told the question of each answer for everybody that was kept here. */
    noted?: (question: string) => void
  },
): Send<OperationContext> {
  const { name, cache, schema, nobody, noted } = options
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
    const inRedis = shared ? options.inRedis : undefined
    const use: Use = { request, fetch, cacheable, asker, writer: writerOf(context.principal), shelf, inRedis, shared }
    if (fetch.entities) return ofEntities(use, fetch.entities)
    // What nobody is shown may be shown to this caller: a private station to its guests.
    const isSomebody = shared && context.principal.caller.kind === 'user'
    return ofQuery(use).then((result) => (isSomebody && isRefused(result) ? send(request, context) : result))
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
    /** True for what is given to everybody. */
    readonly shared: boolean
    readonly inRedis: RedisAnswers | undefined
  }

  /** What this process keeps. */
  function known({ writer, shared }: Use, key: string): string | undefined {
    const hit = cache.get(key, writer)
    if (hit === undefined) return undefined
    count('hit')
    if (shared) noted?.(key)
    return hit
  }

  /** What Redis keeps, if the caller has not written since: nobody knows when it was read. From now on this process keeps it too. */
  function taken({ cacheable, writer }: Use, { key, tags }: Question, began: number, found: Found | undefined): Data | undefined {
    if (!found?.kept || (writer !== undefined && cache.hasEnded(writer))) return undefined
    const { text, seconds } = found.kept
    const data = parsed(text)
    if (!data || !cacheable.isWhole(data)) return undefined
    cache.keep(key, { text, began, tags, seconds: Math.min(seconds, cacheable.seconds) })
    count('redis')
    return data
  }

  function keep({ cacheable, inRedis }: Use, question: Question, began: number, found: Found | undefined, text: string): void {
    cache.keep(question.key, { text, began, tags: question.tags, seconds: cacheable.seconds })
    inRedis?.keep(question, found?.stamp, text, cacheable.seconds)
  }

  async function ofQuery(use: Use): Promise<SubgraphResult> {
    const { request, fetch, cacheable, asker, shelf, inRedis } = use
    const key = shelf + request.body
    const hit = known(use, key)
    if (hit !== undefined) return { data: JSON.parse(hit) as Data }
    const question = { key, tags: cacheable.tags(fetch.variables, asker.principal.caller) }
    return read(use, request.body, question.tags, async (began) => {
      const found = inRedis && (await inRedis.find([question]))[0]
      const data = found && taken(use, question, began, found)
      if (data && found.kept) return { result: { data }, text: found.kept.text }
      count('miss')
      const result = await send(request, asker)
      const text = JSON.stringify(result.data ?? null)
      if (result.data && !result.errors && cacheable.isWhole(result.data)) keep(use, question, began, found, text)
      return { result, text }
    })
  }

  async function ofEntities(use: Use, { wanted, bodyOf }: NonNullable<Fetched['entities']>): Promise<SubgraphResult> {
    const { request, fetch, cacheable, asker, shelf, inRedis } = use
    const entities: unknown[] = []
    let missing: { index: number; each: string; question: Question; found?: Found | undefined }[] = []
    for (const [index, each] of wanted.entries()) {
      const key = shelf + bodyOf([each])
      const hit = known(use, key)
      entities[index] = hit && JSON.parse(hit)
      const tags = () => cacheable.tags(fetch.variables, asker.principal.caller, JSON.parse(each) as Data)
      if (hit === undefined) missing.push({ index, each, question: { key, tags: tags() } })
    }
    if (inRedis && missing.length > 0) {
      const began = cache.clock
      const found = await inRedis.find(missing.map(({ question }) => question))
      missing = missing.flatMap((one, at) => {
        entities[one.index] = taken(use, one.question, began, found[at])
        return entities[one.index] === undefined ? [{ ...one, found: found[at] }] : []
      })
    }
    if (missing.length === 0) return { data: { _entities: entities } }
    const body = bodyOf(missing.map(({ each }) => each))
    const tags = [...new Set(missing.flatMap(({ question }) => question.tags))]
    const result = await read(use, body, tags, async (began) => {
      for (const _ of missing) count('miss')
      const answer = await send({ ...request, body }, asker)
      if (answer.data && !answer.errors)
        for (const [at, entity] of listOf(answer.data)?.entries() ?? []) {
          const one = missing[at]
          if (one && isData(entity) && cacheable.isWhole(entity)) keep(use, one.question, began, one.found, JSON.stringify(entity))
        }
      return { result: answer, text: JSON.stringify(answer.data ?? null) }
    })
    const answered = listOf(result.data)
    // The executor says that such an answer makes no sense.
    if (result.data && answered?.length !== missing.length) return result
    for (const [at, { index }] of missing.entries()) entities[index] = answered?.[at] ?? null
    const indexes = missing.map(({ index }) => index)
    return {
      data: { _entities: entities },
      ...(result.errors && { errors: result.errors.map((error) => movedTo(error, indexes)) }),
    }
  }

  /** Asks, or waits for the same question that is on its way. */
  async function read(
    { writer, shelf }: Use,
    body: string,
    tags: readonly string[],
    ask: (began: number) => Reading['answer'],
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
    const reading = { began, tags, answer: ask(began) }
    readings.set(key, reading)
    try {
      return (await reading.answer).result
    } finally {
      if (readings.get(key) === reading) readings.delete(key)
    }
  }

  function count(outcome: 'hit' | 'redis' | 'miss' | 'shared'): void {
    cacheReads.inc({ subgraph: name, outcome })
  }
}

/** True if the subgraph itself says no. Where it says nothing, asking twice would double its load and the caller's waiting. */
const isRefused = ({ errors = [] }: SubgraphResult): boolean =>
  errors.length > 0 && errors.every(({ extensions }) => !String(extensions?.['code']).startsWith('SUBGRAPH_'))

/** Machines with keys of their own may live in a world of their own (a sandbox): they are always answered by the subgraph. */
function mayRead({ scope }: Cacheable, { caller }: Principal): boolean {
  return caller.kind === 'user' || (caller.kind === 'anonymous' && scope === 'public')
}

/** A kept object. What others have left in Redis may be anything. */
function parsed(text: string): Data | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isData(value) ? value : undefined
  } catch {
    return undefined
  }
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
