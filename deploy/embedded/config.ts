import { z } from 'zod'
import { addressesOf, env, listenShape, readConfig, type Env } from '#lib/config.ts'
import type { InternalAddress } from '#lib/process/internal.ts'

interface WebPorts {
  driver: number
  admin: number
  partner: number
}

export interface EmbeddedConfig {
  /** Where all data is kept. */
  folder: string
  host: string
  graphPort: number
  ocppPort: number
  /** The port of uploads and photos. */
  filesPort: number
  /** The port of providers' hooks and of links to invoices. */
  paymentsPort: number
  /** The ports of the three apps; null: they are not served. */
  webPorts: WebPorts | null
  /** Readiness and metrics of all boxes. */
  internal: InternalAddress
  logLevel: string
  /** The boxes' own variables, handed on to them. */
  rest: Env
}

/** What `npm start` reads. It makes databases, keys and the chain itself. The boxes' other variables may be set as if they ran alone. */
export function embeddedConfig(variables: Env): EmbeddedConfig {
  const read = readConfig(
    {
      EVERGRAPH_DATA: z.string().default('.evergraph'),
      ...listenShape,
      GATEWAY_PORT: env.port(4000),
      OCPP_PORT: env.port(9000),
      VERIFICATION_PORT: env.port(4005),
      PAYMENTS_PORT: env.port(4013),
      WEB_DRIVER_PORT: env.port(4100),
      WEB_ADMIN_PORT: env.port(4101),
      WEB_PARTNER_PORT: env.port(4102),
      LOG_LEVEL: env.logLevel,
    },
    variables,
  )
  const { host, port, internal } = addressesOf(read, read.GATEWAY_PORT)
  return {
    folder: read.EVERGRAPH_DATA,
    host,
    graphPort: port,
    ocppPort: read.OCPP_PORT,
    filesPort: read.VERIFICATION_PORT,
    paymentsPort: read.PAYMENTS_PORT,
    webPorts: { driver: read.WEB_DRIVER_PORT, admin: read.WEB_ADMIN_PORT, partner: read.WEB_PARTNER_PORT },
    internal,
    logLevel: read.LOG_LEVEL,
    rest: variables,
  }
}
