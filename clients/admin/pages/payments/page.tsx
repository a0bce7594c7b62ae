import { getRouteApi } from '@tanstack/react-router'
import { useSession } from '../../../web/session/session.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import type { Role } from '../../generated/graphql.ts'
import { hasOne } from '../../may.ts'
import { Only } from '../../only.tsx'
import { Parts } from '../../desk/parts.tsx'
import { useTexts } from '../../texts/index.ts'
import { Adjustments } from './adjustments.tsx'
import { Bills } from './bills.tsx'
import { Disputes } from './disputes.tsx'
import { Lost } from './lost.tsx'
import { Mismatches } from './mismatches.tsx'
import type { PaymentPart } from './parts.ts'
import { Payouts } from './payouts.tsx'
import { Refunds } from './refunds.tsx'

const route = getRouteApi('/payments')

const KEEPERS = ['ADMIN', 'TREASURER', 'COMPLIANCE'] as const
const PARTS: Readonly<Record<PaymentPart, { who: readonly Role[]; Shown: () => React.ReactNode }>> = {
  bills: { who: ['OPERATOR', 'ADMIN'], Shown: Bills },
  refunds: { who: ['ADMIN'], Shown: Refunds },
  disputes: { who: ['ADMIN'], Shown: Disputes },
  mismatches: { who: KEEPERS, Shown: Mismatches },
  payouts: { who: ['OPERATOR', ...KEEPERS], Shown: Payouts },
  adjustments: { who: KEEPERS, Shown: Adjustments },
  lost: { who: ['ADMIN', 'COMPLIANCE'], Shown: Lost },
}

/** Money that came, went back, or waits for a person. */
export function PaymentsPage() {
  const { places, payments: texts } = useTexts()
  const { roles } = useSession()
  const { show } = route.useSearch()
  const parts = (Object.keys(PARTS) as PaymentPart[]).filter((part) => hasOne(roles, PARTS[part].who))
  const shown = parts.find((part) => part === show) ?? parts[0] ?? 'bills'
  const { Shown } = PARTS[shown]
  return (
    <Only page="payments">
      <PageTitle>{places.payments}</PageTitle>
      <Parts label={places.payments} shown={shown} parts={parts.map((part) => ({ part, name: texts.parts[part] }))} />
      <Shown />
    </Only>
  )
}
