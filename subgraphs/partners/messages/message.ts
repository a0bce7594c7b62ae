import { KINDS, type KindData, type KindName } from '../kinds/kinds.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Message } from '../tables.ts'

/** What a message tells, as JSON. What does not fit is told by its ids, with `cut`: receivers read the rest in the graph. */
export function dataText<Name extends KindName>(name: Name, data: KindData<Name>): string {
  const { data: schema, ids } = KINDS[name]
  // Only what the schema names leaves the house.
  const told: Record<string, unknown> = schema.parse(data)
  const text = JSON.stringify(told)
  if (Buffer.byteLength(text) <= WEBHOOK_LIMITS.dataBytes) return text
  return JSON.stringify({ ...Object.fromEntries(ids.map((id) => [id, told[id]])), cut: true })
}

/** The body of every try, the same to the byte. */
export const bodyOf = ({
  kind,
  occurred_at,
  sequence,
  data,
}: Pick<Message, 'kind' | 'occurred_at' | 'sequence' | 'data'>): string =>
  `{"type":${JSON.stringify(kind)},"timestamp":"${occurred_at.toISOString()}","sequence":${sequence},"data":${data}}`

/** What a receiver knows a message by, at every try. */
export const messageId = ({ id }: Pick<Message, 'id'>): string => `msg_${id}`
