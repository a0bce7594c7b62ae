import { z } from 'zod'
import type { Scope } from '#lib/auth.ts'

/** A kind of fact that partners may be told of. What is not in its schema is told to nobody. */
export interface WebhookKind<Data extends z.ZodObject = z.ZodObject> {
  /** Raised with each change of the schema. Fields are only ever added: a change that breaks receivers has another name. */
  version: number
  about: string
  /** What the client must be allowed to read, and be still when it is sent; null: nothing. */
  scope: Scope | null
  data: Data
  /** Fields that are told where the whole is too long. */
  ids: readonly (keyof z.output<Data>)[]
  example: z.output<Data>
  /** One message tells of all that comes while it waits. */
  gathers?: true
}

export const kind = <Data extends z.ZodObject>(given: WebhookKind<Data>): WebhookKind<Data> => given

export const id = (what: string) => z.uuid().describe(`Id of ${what}.`)
export const moment = (what: string) => z.iso.datetime({ offset: true }).describe(`${what}, ISO 8601 in UTC.`)
export const code = (what: string) => z.string().describe(what)
