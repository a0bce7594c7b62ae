import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { useServer } from 'graphql-ws/use/ws'
import { buildSchema } from 'graphql'
import { WebSocketServer } from 'ws'
import { serveBench } from '../gateway/process.ts'
import { STATION_SDL } from '../subscribers.ts'
import { serverSentEvents } from '../../gateway/subscriptions/sse.ts'

/**
 * The reference: graphql-ws over `ws` and graphql-js, as their documentation sets them up. It is no gateway: it plans nothing, joins nothing,
 * knows no caller and limits nothing. It reads a station once, for all who watch it.
 */
await serveBench(async (subgraph) => {
  const schema = buildSchema(STATION_SDL)
  const sources = new Map<string, Source>()
  const field = schema.getSubscriptionType()?.getFields()['stationAvailability']
  if (!field) throw new Error('there is nothing to watch')
  field.subscribe = (_root: unknown, { stationId }: { stationId: string }) => {
    const source = sources.get(stationId) ?? reading(subgraph, stationId)
    sources.set(stationId, source)
    return source.read()
  }
  const server = createServer()
  useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }))
  await new Promise<void>((resolve) => {
    server.listen(0, resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
})

interface Source {
  read: () => AsyncGenerator<unknown, void, void>
}

function reading(url: string, stationId: string): Source {
  let coming = Promise.withResolvers<unknown>()
  let last: unknown
  void (async () => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ query: '', variables: { id: stationId } }) })
    for await (const { data } of serverSentEvents(response.body as never, 1_000_000)) {
      last = (JSON.parse(data) as { data: unknown }).data
      const told = coming
      coming = Promise.withResolvers<unknown>()
      told.resolve(last)
    }
  })()
  return {
    async *read() {
      if (last !== undefined) yield last
      for (;;) yield await coming.promise
    },
  }
}
