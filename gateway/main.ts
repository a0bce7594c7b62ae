import { withInternalPort } from '#lib/process/internal.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process/process.ts'
import { createGatewayApp } from './app.ts'
import { gatewayConfig } from './config.ts'
import { serveGateway } from './serve.ts'

await runProcess('gateway', async () => {
  const config = gatewayConfig(process.env)
  const log = createLog('gateway', { level: config.logLevel })
  const app = await createGatewayApp({ config, log })
  return withInternalPort(await serveGateway(app, { host: config.host, port: config.port, log }), app, { ...config.internal, log })
})
