import { audit } from '#db/audit.ts'
import { banked, providerCost } from '../ledger/journals.ts'
import { apply } from '../operations/apply.ts'
import { keepMismatch } from '../operations/mismatch.ts'
import { hasten } from '../operations/operation.queries.ts'
import { inTime } from '../operations/pause.ts'
import { type PaymentProvider, Refused } from '../providers/provider.ts'
import { subjects } from '../subjects.ts'
import type { ReconciliationRun, Trx } from '../tables.ts'
import { compared, linkMismatch, noteFeeOf, settle, type Compared } from './compare.queries.ts'
import { RECONCILIATION_LIMITS } from './limits.ts'
import { openAbout, resolve } from './mismatch.queries.ts'
import type { Given } from './given.ts'
import { addTo } from './run.queries.ts'
import { aboutOf, thingOf, verdictOf, type Verdict } from './verdict.ts'

const FIRST = '00000000-0000-0000-0000-000000000000'

/** Compares every line that agrees with nothing yet, also of earlier runs. */
export async function compareLines(given: Given, provider: PaymentProvider, run: ReconciliationRun): Promise<void> {
  const { batch } = RECONCILIATION_LIMITS
  for (let after: string | undefined = FIRST; after !== undefined;) {
    const from: string = after
    const { lines, unheard } = await given.db.transaction().execute((trx) => compareSome(trx, run, from))
    for (const line of unheard) await look(given, provider, run, line)
    after = lines.length < batch ? undefined : lines.at(-1)?.id
  }
}

/** `unheard` is what nobody here has booked or noted: perhaps its hook was lost. */
async function compareSome(trx: Trx, run: ReconciliationRun, after: string) {
  const lines = await compared(trx, run.provider, { after, limit: RECONCILIATION_LIMITS.batch })
  const taken = new Set<string>()
  const unheard: Compared[] = []
  for (const line of lines) {
    const isSecond = line.journal_id !== null && taken.has(line.journal_id)
    const verdict = verdictOf(isSecond ? { ...line, journal_id: null, booked_minor: null } : line)
    if (line.journal_id !== null) taken.add(line.journal_id)
    if (verdict.is === 'NOT_BOOKED' && line.mismatch_id === null && thingOf(line)) unheard.push(line)
    else await take(trx, run, line, verdict)
  }
  return { lines, unheard }
}

/** Reads the thing at the provider, as a hook would have it read, and compares again. Without an answer the next run does. */
async function look(given: Given, provider: PaymentProvider, run: ReconciliationRun, line: Compared): Promise<void> {
  const { db, log } = given
  const thing = thingOf(line)
  if (!thing) return
  const about = { provider: provider.name, thing }
  try {
    const reading = await inTime(provider.read(...thing))
    await db
      .transaction()
      .execute((trx) => apply(trx, given, subjects, provider.name, reading))
      .catch((error: unknown) => log.error({ err: error, ...about }, 'what a line of a provider is about could not be taken'))
  } catch (error) {
    if (!(error instanceof Refused))
      return log.warn({ err: error, ...about }, 'what a line of a provider is about could not be read; the next run does')
  }
  await db.transaction().execute(async (trx) => {
    const [now] = await compared(trx, provider.name, { id: line.id })
    if (now) await take(trx, run, now, verdictOf(now))
  })
}

/** Does what a verdict asks for. */
async function take(trx: Trx, run: ReconciliationRun, line: Compared, verdict: Verdict): Promise<void> {
  const { provider } = run
  const { currency } = line
  switch (verdict.is) {
    case 'AGREES': {
      const { feeMinor } = verdict
      if (feeMinor !== 0 && line.cost_type !== null && line.cost_id !== null) {
        await providerCost(trx, { source: [line.cost_type, line.cost_id], provider, currency, amountMinor: feeMinor })
        if (line.payment_id !== null) await noteFeeOf(trx, line.payment_id, feeMinor)
      }
      await settle(trx, line.id, line.journal_id)
      return agree(trx, run, line)
    }
    case 'TAKEN': {
      const { amount_minor: amount, fee_minor: fee } = line
      const cost = line.kind === 'FEE' ? fee - amount : fee
      if (line.kind === 'BANKED') await banked(trx, { movementId: line.id, provider, currency, amountMinor: -amount })
      if (cost !== 0) await providerCost(trx, { source: ['MOVEMENT', line.id], provider, currency, amountMinor: cost })
      return void (await settle(trx, line.id, null))
    }
    case 'UNDER_WAY':
      return line.about_id === null ? undefined : hasten(trx, provider, line.about_id)
    case 'DIFFERS':
      return note(trx, run, line, verdict.kind, verdict)
    case 'NOT_BOOKED':
      return note(trx, run, line, verdict.kind, { oursMinor: 0, theirsMinor: line.amount_minor })
  }
}

/** A mismatch is noted once for a thing, also where an answer or a hook has noted it before. */
async function note(
  trx: Trx,
  run: ReconciliationRun,
  line: Compared,
  kind: string,
  { oursMinor, theirsMinor }: { oursMinor: number; theirsMinor: number },
): Promise<void> {
  if (line.mismatch_id !== null) return
  const { provider } = run
  const about = aboutOf(line)
  const { currency, operation_id: operationId } = line
  const open = await openAbout(trx, provider, about)
  if (open) return void (await linkMismatch(trx, line.id, open.id))
  const noted = await keepMismatch(trx, { provider, kind, about, oursMinor, theirsMinor, currency, operationId })
  // A person has already said what it is.
  if (noted === null) return void (await settle(trx, line.id, null))
  await linkMismatch(trx, line.id, noted)
  await addTo(trx, run.id, 'mismatches', 1)
}

/** What did not agree before does now. */
async function agree(trx: Trx, { provider }: ReconciliationRun, line: Compared): Promise<void> {
  const journal = line.journal_id === null ? undefined : await openAbout(trx, provider, ['JOURNAL', line.journal_id])
  for (const id of [line.mismatch_id, journal?.id]) {
    if (id === null || id === undefined) continue
    const resolution = 'Both books agree now.'
    if (await resolve(trx, id, null, resolution)) await audit(trx, null, 'mismatch.resolved', id, { resolution })
  }
}
