import type { Services, Call, Effect } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { findReply, saveReply } from './message-log.queries.ts'
import { lockChargePoint } from '../transactions/transaction.queries.ts'

/** Works a message about a transaction once, whenever and however often it comes. The same message again gets the reply it had. */
export async function handleOnce(trx: Trx, ctx: Services, call: Call, { handle }: Effect): Promise<Json> {
  await lockChargePoint(trx, call.identity)
  const before = await findReply(trx, call)
  if (before !== undefined) return before
  const reply = await handle(trx, call, ctx)
  await saveReply(trx, call, reply)
  return reply
}
