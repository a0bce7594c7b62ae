import type { Kind } from '../kinds.ts'
import type { Trx } from '../tables.ts'

/** Whether somebody was told that of this already. */
export const wasTold = async (trx: Trx, userId: string, kind: Kind, cause: string): Promise<boolean> =>
  (await trx
    .selectFrom('notification')
    .select('id')
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('cause', '=', cause)
    .executeTakeFirst()) !== undefined
