import { createServer } from 'node:http'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { serveBench } from '../process.ts'

/** Hive Gateway as its documentation starts it in Node; `HIVE_PLANNER=rust` takes the planner and executor of its router. */
await serveBench(async (supergraph) => {
  const rust = process.env.HIVE_PLANNER === 'rust'
  const runtime = createGatewayRuntime({
    supergraph,
    logging: 'error',
    ...(rust && { unifiedGraphHandler: (await import('@graphql-hive/router-runtime')).unifiedGraphHandler }),
  })
  const server = createServer(runtime)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${server.address().port}/graphql`
})
