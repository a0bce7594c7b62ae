import { z } from 'zod'
import { KINDS, type KindName } from './kinds.ts'

/** A kind's data as JSON Schema. Receivers must take fields that they do not know: some are added. */
export function kindSchema(name: KindName): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(KINDS[name].data, { override: ({ jsonSchema }) => void delete jsonSchema.additionalProperties })
  return schema
}
