import type { Principal } from '../caller.ts'
import type { Send } from '../execution/execute.ts'
import type { Graph } from '../execution/graph.ts'
import type { Ear } from '../hearing.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import { createCache } from './cache.ts'
import { cachedSend } from './cached-send.ts'
import { tagOf } from './cacheable.ts'
import { endedBy, ENDING } from './policy.ts'
import { createSharedReads } from './shared-reads.ts'

/** What the gateway keeps of answers, up to so many bytes, and shares of what it reads. */
export function createCaching(bytes: number) {
  const cache = createCache(bytes)
  const ears: readonly Ear[] = [
    {
      names: ENDING,
      // What was read without knowing of which it is ends with any of its kind.
      heard: (event) => cache.end(endedBy(event).flatMap(([thing, id]) => [tagOf(thing), tagOf(thing, id)])),
    },
  ]
  return {
    ears,
    /** Another graph may promise something else of what is kept. */
    forget: cache.clear,
    sharedReads: createSharedReads(cache),
    /** The same subgraph, with what is kept of its answers. */
    kept: (send: Send<OperationContext>, name: string, { schema }: Graph, nobody: Principal): Send<OperationContext> =>
      bytes > 0 ? cachedSend(send, { name, cache, schema, nobody }) : send,
  }
}
