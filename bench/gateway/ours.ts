import { newKeyPair } from '#lib/auth.ts'
import { createLog } from '#lib/log.ts'
import { createGatewayApp } from '../../gateway/app.ts'
import { gatewayConfig } from '../../gateway/config.ts'
import { serveGateway } from '../../gateway/serve.ts'
import { serveBench } from './process.ts'

/** Our gateway as `gateway/main.ts` starts it, over the bench's supergraph. */
await serveBench(async (supergraphSdl) => {
  const config = gatewayConfig({
    GATEWAY_CALLER_PRIVATE_KEY: newKeyPair().privateKey,
    GATEWAY_ACCESS_PUBLIC_KEY: process.env['GATEWAY_ACCESS_PUBLIC_KEY'] ?? newKeyPair().publicKey,
    // Counted as always, but one caller sends all.
    GATEWAY_REQUESTS_PER_HOUR: '{"ANONYMOUS": 1000000000, "DRIVER": 1000000000}',
    // Every request is answered by the subgraphs, as it is on the other side.
    GATEWAY_CACHE_BYTES: '0',
  })
  const log = createLog('gateway', { level: 'error' })
  const app = await createGatewayApp({ config, log, supergraphSdl })
  const { url } = await serveGateway(app, { host: '127.0.0.1', port: 0, log })
  return `${url}/graphql`
})
