import { z } from 'zod'
import { env, readConfig, type Env } from '#lib/config.ts'

export interface EmbeddedConfig {
  /** Where all data is kept. */
  folder: string
  host: string
  graphPort: number
  ocppPort: number
  /** Photos are uploaded to and fetched from it. */
  filesPort: number
  logLevel: string
  /** Variables of the boxes' own, handed on to them. */
  rest: Env
}

/** What `npm start` reads. Databases, keys and the chain are its own; the boxes' other variables may be set as when they run alone. */
export function embeddedConfig(variables: Env): EmbeddedConfig {
  const read = readConfig(
    {
      EVERGRAPH_DATA: z.string().default('.evergraph'),
      HOST: z.string().default('127.0.0.1'),
      GATEWAY_PORT: env.port(4000),
      OCPP_PORT: env.port(9000),
      VERIFICATION_PORT: env.port(4005),
      LOG_LEVEL: env.logLevel,
    },
    variables,
  )
  return {
    folder: read.EVERGRAPH_DATA,
    host: read.HOST,
    graphPort: read.GATEWAY_PORT,
    ocppPort: read.OCPP_PORT,
    filesPort: read.VERIFICATION_PORT,
    logLevel: read.LOG_LEVEL,
    rest: variables,
  }
}
