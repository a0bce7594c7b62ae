import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { Operation } from '../tables.ts'
import { findOperation, listOperations, reopen, wakeRunners } from './operation.queries.ts'

/** What was wanted of providers and is in a state, the newest first. For admins. */
export function operationsIn({ db, caller }: Context, state: Operation['state'], args: PageArgs): Promise<Page<Operation>> {
  requireRole(caller, 'ADMIN', 'COMPLIANCE')
  return idPage(args, (page) => listOperations(db, state, page))
}

/** Has an operation that is LOST looked at again, as if it were new. It is the same operation: nothing is done twice. */
export function retryOperation({ db, caller }: Context, id: string): Promise<Operation> {
  const { userId } = requireRole(caller, 'ADMIN')
  return db.transaction().execute(async (trx) => {
    const operation = await reopen(trx, id)
    if (operation) {
      await audit(trx, userId, 'payment-operation.retried', id)
      await wakeRunners(trx)
      return operation
    }
    if (!(await findOperation(trx, id))) throw notFound('operation', ['input', 'operationId'])
    throw refuse('CONFLICT', 'Only what is LOST is looked at again by hand.', ['input', 'operationId'])
  })
}
