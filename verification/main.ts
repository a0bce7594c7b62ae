import { openBus } from '#lib/bus-redis.ts'
import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process.ts'
import { serveSubgraph } from '#lib/subgraph-process.ts'
import { createVerificationApp } from './app.ts'
import { verificationConfig } from './config.ts'
import { VERIFICATION_LIMITS } from './limits.ts'

await runProcess('verification', async () => {
  const config = verificationConfig(process.env)
  const log = createLog('verification', { level: config.logLevel })
  const bus = openBus(config.redisUrl, log)
  const app = await createVerificationApp({ config, bus, log })
  process.on('SIGHUP', () => {
    app.reloadModels().catch((error: unknown) => log.error({ err: error }, 'the models could not be reloaded; the old ones stay'))
  })
  return serveSubgraph(app, config, log, { requestTimeoutMs: VERIFICATION_LIMITS.uploadMs })
})
