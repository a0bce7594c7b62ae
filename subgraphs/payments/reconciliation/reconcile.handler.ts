import type { Services } from '../context.ts'
import type { PaymentProvider } from '../providers/provider.ts'
import { RECONCILIATION_LIMITS } from './limits.ts'
import { goOn, startRun } from './reconcile.ts'
import { isDue } from './run.queries.ts'

/** Compares our books with those of a provider, where it is due. */
export async function reconcileDue(
  services: Pick<Services, 'db' | 'log' | 'providers' | 'config'>,
  provider: PaymentProvider,
): Promise<void> {
  const { everyMs, lostMs } = RECONCILIATION_LIMITS
  if (!(await isDue(services.db, provider.name, everyMs, lostMs))) return
  const { run } = await startRun(services, provider.name, null)
  await goOn(services, provider, run)
}
