import { FetchRequest, JsonRpcProvider, isError } from 'ethers'
import type { ChainRow } from '../chains/chain-rows.ts'

const REQUEST_MS = 10_000
/** A node that has failed is asked no more for this long, as long as others answer. */
const AVOID_MS = 10_000

/** One node of a chain. */
export interface Node {
  readonly host: string
  readonly provider: JsonRpcProvider
}

/** Two nodes have said different things, and neither is believed. */
export class NodesDisagree extends Error {
  override readonly name = 'NodesDisagree'
}

/**
 * The nodes of a chain. What matters is asked of all: a fact is believed if more than half of those that answer say it, and at least the
 * quorum. So of two nodes that say different things neither is believed, and nothing moves while one of them is away. Who has three may lose one.
 */
export interface Nodes extends Disposable {
  /** The answers of all that answer; rejects if they are fewer than the quorum. */
  answers<T>(ask: (node: Node) => Promise<T>): Promise<T[]>
  /** What they say as one. */
  agreed<T>(what: string, ask: (node: Node) => Promise<T>): Promise<T>
  /** The same for what some may not have yet, or not any more: UNSURE if some have it, and too few to be believed. */
  has<T>(what: string, ask: (node: Node) => Promise<T | null>): Promise<T | null | 'UNSURE'>
  /** How far more than half have come, e.g. in blocks. */
  reached(ask: (node: Node) => Promise<number>): Promise<number>
  /** The first answer, of one after the other: for what proves itself. */
  any<T>(ask: (node: Node) => Promise<T>): Promise<T>
  /** Hosts that failed when they were last asked. */
  failing(): string[]
}

interface Kept extends Node {
  avoidUntil: number
  failing: boolean
}

export function createNodes({ id, name, urls, quorum }: ChainRow): Nodes {
  const nodes = urls.map((url): Kept => {
    const request = new FetchRequest(url)
    request.timeout = REQUEST_MS
    // The settlement repeats a request that fails, after it has looked again at where things stand.
    request.setThrottleParams({ maxAttempts: 2 })
    const provider = new JsonRpcProvider(request, id, { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 20 })
    return { host: new URL(url).host, provider, avoidUntil: 0, failing: false }
  })

  async function attempt<T>(node: Kept, ask: (node: Node) => Promise<T>): Promise<{ answer: T } | { error: unknown }> {
    try {
      const answer = await ask(node)
      node.failing = false
      node.avoidUntil = 0
      return { answer }
    } catch (error) {
      // What the chain refuses is an answer.
      if (isError(error, 'CALL_EXCEPTION')) throw error
      node.failing = true
      node.avoidUntil = performance.now() + AVOID_MS
      return { error: new Error(`${node.host}: ${withoutUrls(error)}`) }
    }
  }
  const usable = () => nodes.filter(({ avoidUntil }) => avoidUntil <= performance.now())

  const answers = async <T>(ask: (node: Node) => Promise<T>): Promise<T[]> => {
    const first = usable()
    const asked = [...first]
    const given = await Promise.all(first.map((node) => attempt(node, ask)))
    if (given.filter((one) => 'answer' in one).length < quorum) {
      const rest = nodes.filter((node) => !asked.includes(node))
      given.push(...(await Promise.all(rest.map((node) => attempt(node, ask)))))
    }
    const good = given.flatMap((one) => ('answer' in one ? [one.answer] : []))
    if (good.length >= quorum) return good
    const [fault] = given.flatMap((one) => ('error' in one ? [one.error] : []))
    throw quorum === 1
      ? fault
      : new Error(`Chain ${name} needs ${quorum} nodes that answer, and has ${good.length}.`, { cause: fault })
  }

  function believed<T>(given: readonly T[]): T | undefined {
    const [most = []] = [...Map.groupBy(given, wordOf).values()].toSorted((a, b) => b.length - a.length)
    return most.length * 2 > given.length && most.length >= quorum ? most[0] : undefined
  }
  const disagree = (what: string): never => {
    throw new NodesDisagree(`The nodes of chain ${name} disagree about ${what}. Nothing is believed until they agree.`)
  }

  return {
    answers,
    agreed: async (what, ask) => believed(await answers(ask)) ?? disagree(what),
    async has<T>(what: string, ask: (node: Node) => Promise<T | null>): Promise<T | null | 'UNSURE'> {
      const given = await answers(ask)
      const answer = believed(given)
      if (answer !== undefined) return answer
      const said = new Set(given.filter((one) => one !== null).map(wordOf))
      return given.includes(null) && said.size === 1 ? 'UNSURE' : disagree(what)
    },
    async reached(ask) {
      const given = (await answers(ask)).toSorted((a, b) => b - a)
      return given[Math.floor(given.length / 2)] ?? 0
    },
    async any<T>(ask: (node: Node) => Promise<T>): Promise<T> {
      let fault: unknown
      for (const node of new Set([...usable(), ...nodes])) {
        const given = await attempt(node, ask)
        if ('answer' in given) return given.answer
        fault = given.error
      }
      throw fault
    },
    failing: () => nodes.filter(({ failing }) => failing).map(({ host }) => host),
    [Symbol.dispose]: () => nodes.forEach(({ provider }) => provider.destroy()),
  }
}

const wordOf = (answer: unknown): string =>
  JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ?? 'undefined'

/** A node's address may hold a secret key. */
const withoutUrls = (error: unknown): string =>
  (error instanceof Error ? ('shortMessage' in error ? String(error.shortMessage) : error.message) : String(error)).replaceAll(
    /https?:\/\/\S+/g,
    'its address',
  )
