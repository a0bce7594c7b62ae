import { audit } from '#db/audit.ts'
import { requirePartner } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { worldOf } from '#lib/partners/sandbox.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { named, taken, type IssueInput } from '../id-token/id-token-input.ts'
import { blockIdTokenRow, countIdTokens, findIdTokenByValue, lockIdToken } from '../id-token/id-token.queries.ts'
import { addIdToken, emitIssued } from '../id-token/id-token.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { CustomerRow, IdTokenRow } from '../tables.ts'
import { lockOwn } from './customer.ts'

/**
 * Gives a customer what they show to a charger. What is theirs already stays as it is. ID_TOKEN_TAKEN whoever else has it: the answer does not
 * say who, and how often it may be given in a day is limited, so that nobody looks for cards that there are.
 */
export async function issueCustomerIdToken(
  { db, caller, attempts }: Context,
  { customerId, ...input }: IssueInput & { customerId: string },
): Promise<IdTokenRow> {
  const { userId: partnerId } = requirePartner(caller, 'users:write')
  const { type, value, path } = named(input)
  await attempts.count('takenIdTokenByPartner', partnerId)
  const token = await db.transaction().execute(async (trx) => {
    await lockOwn(trx, partnerId, customerId)
    const known = await findIdTokenByValue(trx, value, worldOf(partnerId))
    if (known && known.customer_id !== customerId) throw taken(path)
    if (known?.status === 'BLOCKED') throw refuse('ID_TOKEN_BLOCKED', 'This identity has been blocked.', path)
    if (known) return known
    if ((await countIdTokens(trx, 'customer_id', customerId)) >= ACCOUNTS_LIMITS.idTokensPerCustomer)
      throw refuse('LIMIT_REACHED', `A customer has at most ${ACCOUNTS_LIMITS.idTokensPerCustomer} identities.`)
    const row = await addIdToken(trx, {
      customer_id: customerId,
      partner_id: partnerId,
      value,
      type,
      expires_at: input.expiresAt ?? null,
      group_name: input.group?.trim() ?? null,
    })
    // Undefined if somebody else took it at the same moment.
    if (!row) throw taken(path)
    await audit(trx, partnerId, 'customer-id-token.issued', customerId, { idTokenId: row.id, type })
    return row
  })
  await attempts.forgive('takenIdTokenByPartner', partnerId)
  return token
}

/** Blocks what a customer shows to chargers, for good, e.g. a card that was lost. Again changes nothing. */
export function blockCustomerIdToken({ db, caller }: Context, idTokenId: string): Promise<IdTokenRow> {
  const { userId: partnerId } = requirePartner(caller, 'users:write')
  return db.transaction().execute(async (trx) => {
    const token = await lockIdToken(trx, idTokenId)
    if (!token || token.partner_id !== partnerId) throw notFound('identity', ['input', 'idTokenId'])
    if (token.status === 'BLOCKED') return token
    const blocked = await blockIdTokenRow(trx, token.id)
    await emitIssued(trx, blocked)
    await audit(trx, partnerId, 'customer-id-token.blocked', token.customer_id ?? '', { idTokenId })
    return blocked
  })
}

/** What a customer can show, the oldest first. It is for everybody who has been given the customer, which only their partner is. */
export const tokensOf = ({ loaders }: Context, { id }: CustomerRow): Promise<IdTokenRow[]> => loaders.idTokensOfCustomer.load(id)
