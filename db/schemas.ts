import { BOXES, type BoxEntry, type BoxName } from '#lib/boxes.ts'

/** The schemas of the platform, each with a role of its own that sees it alone. */
export const SCHEMAS = BOXES.map(({ name }) => name)
export type Schema = BoxName

/** Schemas whose box has jobs, in a schema of their own beside it (pg-boss keeps its tables there). */
export const WITH_JOBS: readonly Schema[] = BOXES.filter((box: BoxEntry) => box.jobs === true).map(({ name }) => name)

export const roleOf = (schema: Schema): string => `evergraph_${schema}`
export const jobsSchemaOf = (schema: Schema): string => `${schema}_jobs`

/** The URL by which a schema's own role connects, from the administrator's. */
export function roleUrl(adminUrl: string, schema: Schema, password: string): string {
  const url = new URL(adminUrl)
  url.username = roleOf(schema)
  url.password = password
  return url.href
}
