import { z } from 'zod'
import { LIMITS } from './limits.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** The configuration is at fault; `faults` has one sentence per variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    )
    this.faults = faults
  }
}

/**
 * Reads environment variables by the schema's names, once per process. Empty values count as unset. Throws one `ConfigError`
 * that names every fault; a value that may be a secret never appears in it.
 */
export function readConfig<Shape extends z.ZodRawShape>(shape: Shape, env: Env): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in shape && value !== undefined && value !== ''),
  )
  const read = z.object(shape).safeParse(given)
  if (read.success) return read.data
  throw new ConfigError(read.error.issues.map((issue) => faultOf(issue, given)))
}

/** Reads several configurations and reports the faults of all of them together. */
export function readConfigs<T extends Record<string, () => unknown>>(readers: T): { [K in keyof T]: ReturnType<T[K]> } {
  const faults = new Set<string>()
  const read: Record<string, unknown> = {}
  for (const [name, reader] of Object.entries(readers)) {
    try {
      read[name] = reader()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const fault of error.faults) faults.add(fault)
    }
  }
  if (faults.size > 0) throw new ConfigError([...faults])
  // Every key was filled by its own reader above.
  return read as { [K in keyof T]: ReturnType<T[K]> }
}

function faultOf(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const name = String(issue.path[0])
  if (!(name in given)) return `${name} is not set`
  const wanted = wantedBy(issue)
  // Numbers and words of a list are no secrets. The given value shows what went wrong.
  return wanted ? `${name} must be ${wanted}, and is "${String(given[name]).slice(0, 40)}"` : `${name}: ${issue.message}`
}

function wantedBy(issue: z.core.$ZodIssue): string | null {
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`
  if (issue.code === 'invalid_type' && ['number', 'int'].includes(issue.expected)) return 'a whole number'
  if (issue.code === 'too_small' && ['number', 'int'].includes(issue.origin))
    return `a whole number ${issue.inclusive ? 'from' : 'above'} ${issue.minimum}${issue.inclusive ? ' on' : ''}`
  if (issue.code === 'too_big' && ['number', 'int'].includes(issue.origin)) return `a whole number up to ${issue.maximum}`
  return null
}

const pem = (kind: 'PUBLIC' | 'PRIVATE') =>
  z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine(
      (text) => text.includes(`-----BEGIN ${kind} KEY-----`),
      `must be a ${kind} KEY in PEM form (line breaks may be written as \\n)`,
    )

const port = z.coerce.number().int().min(0).max(65_535)

/** Pieces that several configurations share. */
export const env = {
  url: (...protocols: string[]) =>
    z
      .string()
      .refine(
        (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
        `must be a URL with ${protocols.join(' or ')}`,
      ),
  port: (standard: number) => port.default(standard),
  flag: (standard: boolean) =>
    z
      .enum(['true', 'false'])
      .default(standard ? 'true' : 'false')
      .transform((text) => text === 'true'),
  milliseconds: (standard: number) => z.coerce.number().int().positive().default(standard),
  publicKey: pem('PUBLIC'),
  privateKey: pem('PRIVATE'),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
}

/** Where a process listens, beside its own port. */
export const listenShape = {
  HOST: z.string().default('127.0.0.1'),
  /** The internal port: `/ready` and `/metrics`. */
  INTERNAL_HOST: z.string().default('127.0.0.1'),
  INTERNAL_PORT: port.optional(),
}

/**
 * The addresses of a process: its own port's, and the internal one's. The internal port is 10,000 above the own port by default (below it
 * if there is no room), so that the boxes of one machine do not collide. If the own port is any free one, so is the internal one.
 */
export function addressesOf(read: z.output<z.ZodObject<typeof listenShape>>, ownPort: number) {
  const beside = ownPort === 0 ? 0 : ownPort + (ownPort <= 55_535 ? 10_000 : -10_000)
  return { host: read.HOST, port: ownPort, internal: { host: read.INTERNAL_HOST, port: read.INTERNAL_PORT ?? beside } }
}

/** Variables that every box of the platform reads. */
export const boxShape = {
  DATABASE_URL: env.url('postgres:', 'postgresql:'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(4).max(100).default(LIMITS.database.poolSize),
  REDIS_URL: env.url('redis:', 'rediss:').optional(),
  CALLER_PUBLIC_KEY: env.publicKey,
  LOG_LEVEL: env.logLevel,
  ...listenShape,
}
