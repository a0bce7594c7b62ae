import type { ExecutionResult } from 'graphql'
import type { Principal } from '../caller.ts'
import { isAnybody } from '../caching/reader.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { upstreams } from '../metrics.ts'
import { shareStream, type Reader, type SharedStream } from './shared-stream.ts'
import type { Sharing } from './states.ts'
import { toldBy, type Source } from './upstream.ts'

export interface Hub {
  /** Reads what a subgraph tells, together with those who may read the same. */
  join(asked: Source & { sharing: Sharing }, left: AbortSignal): Reader
  /** The caller has written something. What they watch from now on is asked for anew: they must see it. */
  wrote(principal: Principal): void
}

/**
 * One stream of a subgraph for all who watch the same: the same body, so the same fields and variables, and the same headers of the client
 * that go on to subgraphs. What is public is asked for as nobody, and shared by all who are no more than drivers. What is private is shared
 * by one caller alone, on several devices: the same user with the same roles, or the same key. Address and program of the client are not
 * told to the subgraph then, because they are of one reader alone.
 *
 * Who comes later is given the last state if it came a short while ago, else begins a stream that takes the place of the older one: some
 * fields change without an event. Each stream has a reader, so there are never more than subscriptions.
 */
export function createHub(nobody: Principal): Hub {
  /** Streams that may be joined: by whose they are, then by what they are of. */
  const open = new Map<string, Map<string, SharedStream>>()

  const shared = (source: Source, sharer: string): SharedStream => {
    const streams = open.get(sharer) ?? new Map<string, SharedStream>()
    open.set(sharer, streams)
    const { principal, forwarded } = source.context
    const key = JSON.stringify([source.subgraph, source.body, forwarded ?? null, readerOf(principal)])
    const running = streams.get(key)
    if (running && running.age() < GATEWAY_LIMITS.shared.stateMs) return running
    const forget = () => {
      if (streams.get(key) === stream) streams.delete(key)
      if (streams.size === 0 && open.get(sharer) === streams) open.delete(sharer)
    }
    const stream = opened(source, (told) => (told === null || told.text.length > GATEWAY_LIMITS.shared.stateBytes) && forget())
    streams.set(key, stream)
    return stream
  }

  return {
    join: ({ sharing, ...source }, left) => {
      const { principal } = source.context
      const asNobody = sharing === 'everybody' && isAnybody(principal)
      const sharer = asNobody ? EVERYBODY : sharing === 'nobody' ? null : sharerOf(principal)
      if (sharer === null) return opened(source).read(left)
      const { traceparent, forwarded } = source.context
      const as = (who: Principal): Source => ({
        ...source,
        context: { principal: who, signal: undefined, traceparent, clientAddress: undefined, forwarded },
      })
      if (!asNobody) return shared(as(principal), sharer).read(left)
      const nobodys = shared(as(nobody), sharer).read(left)
      const own = sharerOf(principal)
      return own === null ? nobodys : unlessRefused(nobodys, () => shared(as(principal), own).read(left))
    },
    wrote: (principal) => {
      const sharer = sharerOf(principal)
      if (sharer !== null) open.delete(sharer)
    },
  }
}

const EVERYBODY = 'everybody'

/** What nobody is shown may be shown to this caller: a private station to its guests. */
function unlessRefused(reader: Reader, instead: () => Reader): Reader {
  let reading = reader
  return {
    next: async () => {
      const told = await reading.next()
      if (reading !== reader || !told || !isRefusal(told.text)) return told
      reading = instead()
      return reading.next()
    },
  }
}

/** True for errors without data. All readers of an event ask, so only a short text is read. */
function isRefusal(text: string): boolean {
  if (text.length > REFUSAL_CHARACTERS || !text.includes('"errors"')) return false
  try {
    return (JSON.parse(text) as ExecutionResult).data == null
  } catch {
    return false
  }
}
const REFUSAL_CHARACTERS = 10_000

function opened(source: Source, changed: Parameters<typeof shareStream>[1] = () => undefined): SharedStream {
  upstreams.inc()
  return shareStream(
    (gone) => toldBy(source, gone),
    (told) => {
      if (told === null) upstreams.dec()
      changed(told)
    },
  )
}

/** Whose a stream is: a user's in all logins, or a key's. */
const sharerOf = ({ caller }: Principal): string | null =>
  caller.kind === 'user' ? caller.userId : caller.kind === 'client' ? caller.clientId : null

/** All that the caller is, but for the login: no answer to a subscription depends on it. */
function readerOf({ caller }: Principal): string {
  return JSON.stringify(caller.kind === 'user' ? { ...caller, loginId: undefined } : caller)
}
