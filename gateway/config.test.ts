import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { newKeyPair } from '#lib/auth.ts'
import { gatewayConfig } from './config.ts'

const keys = newKeyPair()
const needed = { GATEWAY_CALLER_PRIVATE_KEY: keys.privateKey, GATEWAY_ACCESS_PUBLIC_KEY: keys.publicKey }

test('subgraphs can be sent elsewhere, each by its own variable', () => {
  const config = gatewayConfig({
    ...needed,
    GATEWAY_SUBGRAPH_CHARGING_URL: 'http://charging:4000/graphql',
    GATEWAY_SUBGRAPH_OCPP_BRIDGE_URL: 'https://b/g',
  })
  expect(config.subgraphUrls).toEqual({ charging: 'http://charging:4000/graphql', 'ocpp-bridge': 'https://b/g' })
})

test('origins are a list', () => {
  expect(gatewayConfig({ ...needed, GATEWAY_ORIGINS: 'https://a.example, https://b.example' }).origins).toEqual([
    'https://a.example',
    'https://b.example',
  ])
  expect(gatewayConfig(needed).origins).toEqual(['*'])
})

test('all faults are told together, without the values', () => {
  const read = () =>
    gatewayConfig({
      GATEWAY_CALLER_PRIVATE_KEY: 'secret',
      GATEWAY_SUBGRAPH_CHARGING_URL: 'ftp://x',
      GATEWAY_SUBGRAPH_TIMEOUT_MS: '-5',
    })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(
    /GATEWAY_CALLER_PRIVATE_KEY.*GATEWAY_ACCESS_PUBLIC_KEY.*GATEWAY_SUBGRAPH_TIMEOUT_MS.*GATEWAY_SUBGRAPH_CHARGING_URL/s,
  )
  expect(read).not.toThrow(/secret/)
})

test('a key of Apollo without the name of the graph is a fault', () => {
  expect(() => gatewayConfig({ ...needed, APOLLO_KEY: 'service:x:y' })).toThrow('APOLLO_KEY and APOLLO_GRAPH_REF')
})
