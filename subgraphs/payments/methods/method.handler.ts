import type { Refusal, Work } from '../operations/subject.ts'
import type { Reading } from '../providers/provider.ts'
import type { Operation, Trx } from '../tables.ts'
import { columnsOf, forgetMethod } from './method.ts'
import { activeMethodsOf, findActive, lockMethod, saveCustomer, updateMethod } from './method.queries.ts'

const NO_ACTION = { client_secret: null, approval_url: null }

/** What the provider has of a set-up, in whatever order it comes. */
export async function settleMethod(trx: Trx, _work: Work, operation: Operation, reading: Reading): Promise<void> {
  if (reading.kind !== 'SET_UP') return
  const row = await lockMethod(trx, operation.subject_id)
  if (!row || row.state === 'ACTIVE') return
  const { id, user_id: userId, provider } = row
  const { method, action, decline } = reading
  if (reading.state === 'SUCCEEDED' && method) {
    // It was removed while its user confirmed it, perhaps because they have left.
    if (row.state === 'REMOVED') return forgetMethod(trx, { ...row, method_id: method.methodId })
    await saveCustomer(trx, userId, provider, method.customerId)
    // The same way a second time is no second way.
    if (await findActive(trx, provider, method.methodId)) {
      await updateMethod(trx, id, { state: 'FAILED', decline_code: 'ALREADY_KEPT', ...NO_ACTION })
      return
    }
    const others = await activeMethodsOf(trx, userId)
    await updateMethod(trx, id, {
      state: 'ACTIVE',
      set_up_id: reading.externalId,
      decline_code: null,
      is_default: others.length === 0,
      ...columnsOf(method),
      ...NO_ACTION,
    })
    return
  }
  if (row.state !== 'SETTING_UP') return
  if (reading.state === 'DECLINED' || reading.state === 'CANCELLED')
    await updateMethod(trx, id, {
      state: 'FAILED',
      set_up_id: reading.externalId,
      decline_code: decline?.code ?? reading.state,
      ...NO_ACTION,
    })
  else
    await updateMethod(trx, id, {
      set_up_id: reading.externalId,
      // They may try again with another card.
      decline_code: decline?.code ?? null,
      client_secret: action?.clientSecret ?? null,
      approval_url: action?.approvalUrl ?? null,
    })
}

export async function refuseMethod(trx: Trx, { log }: Work, { kind, subject_id: id }: Operation, { code }: Refusal): Promise<void> {
  const row = await lockMethod(trx, id)
  if (kind === 'REMOVE') return log.warn({ method: id, code }, 'a provider does not forget a way to pay')
  if (row?.state === 'SETTING_UP') await updateMethod(trx, id, { state: 'FAILED', decline_code: code, ...NO_ACTION })
}
