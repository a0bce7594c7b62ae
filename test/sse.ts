import type { Caller } from '../lib/auth.ts'
import { callerHeader } from './caller.ts'
import type { GraphQLAnswer, Subgraph } from './subgraph.ts'

/** Subscribes at a subgraph as the gateway would, on behalf of a caller. Returning early ends the stream. */
export async function* watch<Data>(
  { name, fetch }: Subgraph,
  caller: Caller,
  query: string,
  variables: Record<string, unknown> = {},
): AsyncGenerator<GraphQLAnswer<Data>, void, void> {
  const end = new AbortController()
  const response = await fetch(
    new Request('http://subgraph/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...(await callerHeader(name, caller)) },
      body: JSON.stringify({ query, variables }),
      signal: end.signal,
    }),
  )
  if (!response.body) return
  let text = ''
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: ?(.+)$/m.exec(block)?.[1]
        if (/^event: ?next$/m.test(block) && data) yield JSON.parse(data) as GraphQLAnswer<Data>
      }
    }
  } finally {
    end.abort()
  }
}
