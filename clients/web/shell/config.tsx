import { createContext, use } from 'react'

/** `/config.json`: what the server of an app tells it. */
export interface WebConfig {
  /** The graph's address over HTTP. */
  graph: string
  /** Where chargers connect to, without their identity. */
  ocpp: string
  /** Where a map begins. */
  centre: { latitude: number; longitude: number }
  /** Stripe's script; null where cards are not taken. */
  stripe: string | null
  /** A map of somebody else's, and what is to be said of whom it is; without it the map is our own drawing. */
  tiles?: { url: string; credit: string }
  /** Nodes of the chain that pages may ask. */
  nodes: readonly string[]
}

const Context = createContext<WebConfig | null>(null)
export const ConfigProvider = Context

export async function loadConfig(): Promise<WebConfig> {
  const response = await fetch('/config.json')
  if (!response.ok) throw new Error(`/config.json: HTTP ${response.status}`)
  return (await response.json()) as WebConfig
}

export function useConfig(): WebConfig {
  const config = use(Context)
  if (!config) throw new Error('useConfig is used inside of ConfigProvider')
  return config
}
