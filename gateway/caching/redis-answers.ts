import { createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import { createOutage } from '#lib/work/outage.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { GATEWAY_LIMITS } from '../limits.ts'

const LIMITS = GATEWAY_LIMITS.sharedAnswers
const { slots, bytes, compressedFrom, endsMs, endsWaiting, onTheWay, leftAloneMs } = LIMITS

/** A question to a subgraph, asked as nobody, and the things that its answer is of. */
export interface Question {
  readonly key: string
  readonly tags: readonly string[]
}

export interface Found {
  /** The kept answer, and for how much longer it is good. */
  readonly kept?: { text: string; seconds: number }
  /** What had ended when it was looked for. Without it nothing is kept. */
  readonly stamp?: string
}

/** Answers of one graph that gateways keep for each other. */
export interface RedisAnswers {
  /** Gives nothing where Redis cannot say. Never rejects, and never waits for long. */
  find(questions: readonly Question[]): Promise<readonly Found[]>
  /** Keeps an answer that was read after its question was looked for. If something of it has ended since, nobody will find it. */
  keep(question: Question, stamp: string | undefined, text: string, seconds: number): void
}

/** A place for an answer is found by its question, so what is kept is bounded without counting. */
const PREFIX = 'evergraph:answers'
const HEARD = `${PREFIX}:heard`
const endKey = (tag: string) => `${PREFIX}:end:${tag}`

const SCRIPTS = {
  /** KEYS: heard, ends, places; ARGV: how many places. Gives the values, then how long those of the places live. */
  findAnswers: `
    local found = redis.call('MGET', unpack(KEYS))
    for i = #KEYS - ARGV[1] + 1, #KEYS do found[#found + 1] = redis.call('PTTL', KEYS[i]) end
    return found`,
  /** KEYS: ends; ARGV: a word that was never used, its life. */
  endAnswers: `for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end`,
  /** KEYS: heard; ARGV: a word that was never used, its life. */
  hearOn: `if redis.call('PEXPIRE', KEYS[1], ARGV[2]) == 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end`,
} as const

interface Commands {
  findAnswersBuffer(keys: number, ...args: (string | number)[]): Promise<(Buffer | number | null)[]>
  endAnswers(keys: number, ...args: (string | number)[]): Promise<unknown>
  hearOn(keys: number, ...args: (string | number)[]): Promise<unknown>
}

/**
 * Answers for everybody, in Redis. An answer is kept with the stamp of its things, which was read before the subgraph was asked. When a thing
 * ends, every gateway that hears it gives the thing another stamp, and an answer whose stamps are not those of now is not given. So what a
 * gateway has asked before the event is given to nobody after it, whenever it was put there.
 *
 * This holds only while somebody hears. `heard` is a part of every stamp: it lives as long as gateways say that they listen, and one
 * that could not tell Redis of an end replaces it, which ends all. A gateway that starts believes what it finds when `heard` has outlived its
 * own beginning: then others have listened until it did.
 */
export function createRedisAnswers(
  redis: Redis,
  log: Log,
  { heardMs, heardEveryMs }: { heardMs: number; heardEveryMs: number } = LIMITS,
) {
  for (const [name, lua] of Object.entries(SCRIPTS)) redis.defineCommand(name, { lua })
  // `defineCommand` makes them.
  const commands = redis as unknown as Commands
  const outage = createOutage(log, 'Redis, which keeps answers')
  const begunAt = performance.now()
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>()
  let waiting = new Set<string>()
  let isNew = true
  let asking = 0
  let askAgainAt = 0
  /** Ends that Redis was not told of, and how many of them `heard` was replaced for. */
  let untold = 0
  let settled = 0

  const failed = (error: unknown): void => {
    outage.failed(error)
    askAgainAt = performance.now() + leftAloneMs
  }
  const isTrusted = (): boolean => !isNew && untold === settled
  const isUsable = (): boolean => isTrusted() && redis.status === 'ready' && asking < onTheWay && performance.now() >= askAgainAt

  /** Tells Redis what has ended, before anything else is asked of it: commands keep their order. */
  const tellEnds = (): void => {
    if (waiting.size === 0) return
    const keys = [...waiting].map(endKey)
    waiting = new Set()
    commands.endAnswers(keys.length, ...keys, unused(), endsMs).catch(() => (untold += 1))
  }
  const hearOn = async (): Promise<void> => {
    if (redis.status !== 'ready') return
    tellEnds()
    const owed = untold
    const hasOutlived = performance.now() - begunAt >= heardMs + heardEveryMs
    if (owed !== settled) await redis.set(HEARD, unused(), 'PX', heardMs)
    else if (!isNew || hasOutlived) await commands.hearOn(1, HEARD, unused(), heardMs)
    // Where nobody listens, what is kept has ended anyway.
    else if ((await redis.set(HEARD, unused(), 'PX', heardMs, 'NX')) === null) return
    settled = owed
    isNew = false
    becomeReady()
  }
  const hearing = startRepeat({ what: 'saying that events are heard', everyMs: heardEveryMs, task: hearOn }, log)

  return {
    /** Resolves when what is in Redis is believed for the first time. */
    ready,
    end: (tags: readonly string[]): void => {
      if (waiting.size === 0) setImmediate(tellEnds)
      for (const tag of tags) waiting.add(tag)
      if (waiting.size <= endsWaiting) return
      waiting = new Set()
      untold += 1
    },
    of: (graph: string): RedisAnswers => ({
      find: (questions) => find(graph, questions),
      keep: (...args) => void keep(graph, ...args),
    }),
    [Symbol.asyncDispose]: () => hearing[Symbol.asyncDispose](),
  }

  async function find(graph: string, questions: readonly Question[]): Promise<readonly Found[]> {
    if (!isUsable()) return []
    tellEnds()
    const tags = [...new Set(questions.flatMap((question) => question.tags))]
    const places = questions.map(({ key }) => placeOf(graph, hashOf(key)))
    asking += 1
    try {
      const count = 1 + tags.length + places.length
      const found = await commands.findAnswersBuffer(count, HEARD, ...tags.map(endKey), ...places, places.length)
      outage.over()
      if (!isTrusted() || found[0] === null) return []
      const stamps = new Map(tags.map((tag, at) => [tag, found[1 + at]?.toString() ?? '']))
      return await Promise.all(
        questions.map(async ({ key, tags: ofIt }, at) => {
          const stamp = [found[0]?.toString(), ...ofIt.map((tag) => stamps.get(tag))].join(' ')
          const value = found[1 + tags.length + at]
          const text = Buffer.isBuffer(value) ? await opened(value, headOf(key, stamp)) : undefined
          return text === undefined ? { stamp } : { stamp, kept: { text, seconds: Number(found[count + at]) / 1_000 } }
        }),
      )
    } catch (error) {
      failed(error)
      return []
    } finally {
      asking -= 1
    }
  }

  async function keep(graph: string, { key }: Question, stamp: string | undefined, text: string, seconds: number): Promise<void> {
    if (stamp === undefined || !isUsable()) return
    asking += 1
    try {
      const value = await closed(text, headOf(key, stamp))
      if (value.length > bytes) return
      await redis.set(placeOf(graph, hashOf(key)), value, 'PX', Math.floor(seconds * 1_000))
      outage.over()
    } catch (error) {
      failed(error)
    } finally {
      asking -= 1
    }
  }
}

const unused = (): string => randomBytes(9).toString('base64url')
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()
const placeOf = (graph: string, hash: Buffer): string => `${PREFIX}:${graph}:${hash.readUInt32BE() % slots}`

/** What an answer begins with: its question, because others have the same place, and the stamp that it was read under. */
const headOf = (key: string, stamp: string): string => `${hashOf(key).toString('base64url')} ${stamp}`

const [zip, unzip] = [promisify(gzip), promisify(gunzip)]
const [ZIPPED, PLAIN] = ['z', 'p']

async function closed(text: string, head: string): Promise<Buffer> {
  const isLong = text.length >= compressedFrom
  return Buffer.concat([
    Buffer.from(`${head}\n${isLong ? ZIPPED : PLAIN}`),
    isLong ? await zip(text, { level: 1 }) : Buffer.from(text),
  ])
}

/** The text, if it has this head. */
async function opened(value: Buffer, head: string): Promise<string | undefined> {
  const end = value.indexOf('\n')
  if (value.toString('latin1', 0, end) !== head) return undefined
  const body = value.subarray(end + 2)
  if (value.toString('latin1', end + 1, end + 2) === PLAIN) return body.toString()
  return (await unzip(body, { maxOutputLength: GATEWAY_LIMITS.answerBytes })).toString()
}
