import { createLog } from '#lib/log.ts'
import { runProcess } from '#lib/process/process.ts'
import { embeddedConfig } from './config.ts'
import { startPlatform } from './platform.ts'

/** `npm start`: the whole platform in one process, with its data in `.evergraph/`. */
await runProcess('evergraph', async (_log, stopping) => {
  const config = embeddedConfig(process.env)
  const log = createLog('evergraph', { level: config.logLevel, pretty: process.stdout.isTTY })
  const platform = await startPlatform(config, log, { stopping })
  log.info(
    {
      ...platform.webUrls,
      graph: `${platform.url}/graphql`,
      ocpp: platform.ocppUrl,
      health: `${platform.url}/health`,
      ready: `${platform.internalUrl}/ready`,
      metrics: `${platform.internalUrl}/metrics`,
    },
    'ready',
  )
  return platform
})
