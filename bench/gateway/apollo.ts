import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { serveBench } from './process.ts'

/** Apollo Server 5 with @apollo/gateway, as their documentation starts it; its export of metrics is off, which only helps it. */
await serveBench(async (supergraphSdl) => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) })
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })
  return url
})
