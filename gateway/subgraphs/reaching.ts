import type { GatewayConfig } from '../config.ts'
import type { Graph } from '../execution/graph.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { httpTransport, inProcessTransport, type Fetch, type Transport } from './transport.ts'

/**
 * The ways to subgraphs, one for each name and address, whichever graphs have it. One that the newest graph does not need stays: older
 * operations and subscriptions go on with it, and connections that nobody uses close by themselves.
 */
export function createReaching(config: Pick<GatewayConfig, 'subgraphUrls'>, given: Readonly<Record<string, Fetch>>) {
  const { connectionsPerSubgraph: connections, connectMs, idleStreamMs } = GATEWAY_LIMITS
  const known = new Map<string, Transport>()
  const opened = (name: string, url: string): Transport => {
    const fetch = given[name]
    return fetch ? inProcessTransport(name, fetch) : httpTransport(url, { connections, connectMs, idleStreamMs })
  }
  const reach = (name: string, url: string): Transport => {
    const place = `${name} ${url}`
    const transport = known.get(place) ?? opened(name, url)
    known.set(place, transport)
    return transport
  }
  return {
    /** By subgraph. */
    transportsOf: ({ subgraphs }: Graph): Record<string, Transport> =>
      Object.fromEntries(subgraphs.map(({ name, url }) => [name, reach(name, config.subgraphUrls[name] ?? url)])),
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await Promise.all([...known.values()].map((transport) => transport[Symbol.asyncDispose]()))
    },
  }
}
