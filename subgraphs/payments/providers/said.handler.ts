import { sql } from 'kysely'
import { emit } from '#db/outbox.ts'
import type { Services } from '../context.ts'
import { isSandbox } from './providers.ts'

/** Says which providers there are, if that is another set than was said last. Of several processes that start one says it. */
export async function tellProviders({ db, providers, config }: Services): Promise<void> {
  const names = [...providers.keys()].toSorted()
  const sandbox = isSandbox(config)
  await db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('said providers'))`.execute(trx)
    const before = await trx.selectFrom('said_providers').selectAll().executeTakeFirst()
    // Whoever has never heard of any expects none.
    if (before ? before.sandbox === sandbox && before.names.join() === names.join() : names.length === 0) return
    const said = { names, sandbox, said_at: new Date() }
    await trx
      .insertInto('said_providers')
      .values({ id: 'providers', ...said })
      .onConflict((known) => known.column('id').doUpdateSet(said))
      .execute()
    await emit(trx, 'payments.providers.changed', 'providers', { providers: names, sandbox })
  })
}
