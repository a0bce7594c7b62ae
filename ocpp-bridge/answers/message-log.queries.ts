import { createHash } from 'node:crypto'
import type { Call } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'

/** The reply that this very message got before; undefined if it is new. The same id with another content is a new message. */
export async function findReply(trx: Trx, call: Call): Promise<Json | undefined> {
  const logged = await trx
    .selectFrom('message_log')
    .select('reply')
    .where('identity', '=', call.identity)
    .where('message_id', '=', call.messageId)
    .where('digest', '=', digestOf(call))
    .executeTakeFirst()
  return logged?.reply as Json | undefined
}

export async function saveReply(trx: Trx, call: Call, reply: Json): Promise<void> {
  const row = { digest: digestOf(call), reply: JSON.stringify(reply), at: call.receivedAt }
  await trx
    .insertInto('message_log')
    .values({ identity: call.identity, message_id: call.messageId, ...row })
    .onConflict((conflict) => conflict.columns(['identity', 'message_id']).doUpdateSet(row))
    .execute()
}

/** What a message says, whatever its id. */
export function digestOf(call: Call): Buffer {
  return createHash('sha256').update(call.action).update('\0').update(JSON.stringify(call.payload)).digest()
}
