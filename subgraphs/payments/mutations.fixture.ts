import type { MutationCase } from '../../test/mutation-case.ts'
import { adjustmentMutations } from './adjustments/adjustment.mutations.fixture.ts'
import { businessMutations } from './business/business.mutations.fixture.ts'
import { holdMutations } from './holds/hold.mutations.fixture.ts'
import { methodMutations } from './methods/method.mutations.fixture.ts'
import { operationMutations } from './operations/operation.mutations.fixture.ts'
import { payingMutations } from './paying/paying.mutations.fixture.ts'
import { reconciliationMutations } from './reconciliation/reconciliation.mutations.fixture.ts'
import { payoutMutations } from './payouts/payout.mutations.fixture.ts'
import { topUpMutations } from './top-ups/top-up.mutations.fixture.ts'
import { walletMutations } from './wallet/wallet.mutations.fixture.ts'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  ...adjustmentMutations,
  ...businessMutations,
  ...holdMutations,
  ...methodMutations,
  ...operationMutations,
  ...payingMutations,
  ...payoutMutations,
  ...reconciliationMutations,
  ...topUpMutations,
  ...walletMutations,
}
