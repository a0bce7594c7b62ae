import type { z } from 'zod'
import { boxEntry, graphPortName, type BoxName } from '#lib/boxes.ts'
import { addressesOf, boxShape, env, readConfig, type Env } from '#lib/config.ts'

/** What every box reads from its environment. */
export interface BoxConfig {
  databaseUrl: string
  databasePoolSize: number
  redisUrl: string | undefined
  /** The gateway's public key (PEM), by which a box knows its callers. */
  callerPublicKey: string
  logLevel: z.output<typeof env.logLevel>
  host: string
  port: number
  /** Where its graph is served: its port, unless that is for others. */
  graphPort: number
  internal: { host: string; port: number }
}

/**
 * The configuration of a box, read from the environment: what every box reads, and its own settings. A setting is declared by the name of
 * its variable and read by a shorter one: `CHARGING_SWEEP_MS` of charging is `sweepMs`. Throws a ConfigError that names every fault.
 */
export function boxConfig<Name extends BoxName, Settings extends z.ZodRawShape>(name: Name, settings: Settings) {
  const entry = boxEntry(name)
  const { port, graphPort = port } = entry
  const portName = `${name.toUpperCase()}_PORT`
  const shape = { ...boxShape, [portName]: env.port(port), [graphPortName(entry)]: env.port(graphPort) }
  return (variables: Env): BoxConfig & Named<Name, Settings> => {
    const all: typeof boxShape = { ...shape, ...settings }
    const read: z.output<z.ZodObject<typeof boxShape>> & Record<string, unknown> = readConfig(all, variables)
    const own = Object.keys(settings).map((variable) => [shortName(name, variable), read[variable]])
    return {
      databaseUrl: read.DATABASE_URL,
      databasePoolSize: read.DATABASE_POOL_SIZE,
      redisUrl: read.REDIS_URL,
      callerPublicKey: read.CALLER_PUBLIC_KEY,
      logLevel: read.LOG_LEVEL,
      ...addressesOf(read, Number(read[portName])),
      graphPort: Number(read[graphPortName(entry)]),
      // The type `Named` makes the same short names.
      ...(Object.fromEntries(own) as Named<Name, Settings>),
    }
  }
}

/** Settings by their short names. */
export type Named<Name extends string, Settings extends z.ZodRawShape> = {
  [Variable in keyof Settings & string as CamelCase<WithoutPrefix<Variable, Uppercase<Name>>>]: z.output<Settings[Variable]>
}
type WithoutPrefix<Variable extends string, Prefix extends string> = Variable extends `${Prefix}_${infer Rest}` ? Rest : Variable
type CamelCase<Text extends string> = Text extends `${infer First}_${infer Rest}`
  ? `${Lowercase<First>}${Capitalize<CamelCase<Rest>>}`
  : Lowercase<Text>

function shortName(name: BoxName, variable: string): string {
  const prefix = `${name.toUpperCase()}_`
  const rest = variable.startsWith(prefix) ? variable.slice(prefix.length) : variable
  return rest.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
