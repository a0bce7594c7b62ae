import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Services } from '../context.ts'
import { wakeSenders } from './message.queries.ts'
import { claimReplay, replayNext } from './replay.queries.ts'

/** Goes on with every replay by one round. What is new meanwhile waits for a round at most, and never for a whole replay. */
export async function replayRounds({ db }: Pick<Services, 'db'>): Promise<void> {
  const { replayedAtOnce } = WEBHOOK_LIMITS
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;) {
    const from: string = after
    after = await db.transaction().execute(async (trx) => {
      const replay = await claimReplay(trx, replayedAtOnce, from)
      if (!replay) return undefined
      await replayNext(trx, replay, replayedAtOnce)
      await wakeSenders(trx, [replay.endpoint_id])
      return replay.id
    })
  }
}
