import { createClient, type Client } from 'graphql-ws/client'

/** A WebSocket class like the browsers' own. */
export type WebSocketClass = typeof WebSocket

const ACK_MS = 10_000

/** A quiet socket is pinged; one that does not answer is dead. */
export interface Pings {
  everyMs: number
  answerMs: number
}

/**
 * One graphql-transport-ws connection for all subscriptions: opened for the first, closed after the last. It does not come back
 * by itself: each subscription does, because only it knows what it waits for.
 */
export function createSocket(options: {
  url: string
  webSocket: WebSocketClass
  pings: Pings
  accessToken: () => Promise<string | null>
}): Client {
  let silence: ReturnType<typeof setTimeout> | undefined
  const client: Client = createClient({
    url: options.url,
    webSocketImpl: options.webSocket,
    retryAttempts: 0,
    keepAlive: options.pings.everyMs,
    connectionAckWaitTimeout: ACK_MS,
    connectionParams: async () => {
      const token = await options.accessToken()
      return token === null ? {} : { authorization: `Bearer ${token}` }
    },
    on: {
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), options.pings.answerMs)
      },
      pong: (received) => {
        if (received) clearTimeout(silence)
      },
      closed: () => clearTimeout(silence),
    },
  })
  return client
}
