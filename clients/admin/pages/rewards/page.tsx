import { getRouteApi } from '@tanstack/react-router'
import { useSession } from '../../../web/session/session.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { hasOne } from '../../may.ts'
import { Only } from '../../only.tsx'
import { Parts } from '../../desk/parts.tsx'
import type { Role } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Campaigns } from './campaigns.tsx'
import { Limits } from './limits.tsx'
import type { RewardPart } from './parts.ts'
import { Rules } from './rules.tsx'
import { Blocked, Held } from './waiting.tsx'

const route = getRouteApi('/rewards')

const WHO: Readonly<Record<RewardPart, readonly Role[]>> = {
  held: ['ADMIN'],
  blocked: ['ADMIN', 'TREASURER', 'COMPLIANCE'],
  rules: ['ADMIN', 'TREASURER', 'COMPLIANCE'],
  campaigns: ['ADMIN', 'TREASURER', 'COMPLIANCE'],
  limits: ['ADMIN', 'TREASURER', 'COMPLIANCE'],
}
const SHOWN = { held: Held, blocked: Blocked, rules: Rules, campaigns: Campaigns, limits: Limits } as const

/** What earns tokens, and what waits for a person. */
export function RewardsPage() {
  const { places, rewards: texts } = useTexts()
  const { roles } = useSession()
  const { show } = route.useSearch()
  const parts = (Object.keys(SHOWN) as RewardPart[]).filter((part) => hasOne(roles, WHO[part]))
  const shown = parts.find((part) => part === show) ?? parts[0] ?? 'rules'
  const Shown = SHOWN[shown]
  return (
    <Only page="rewards">
      <PageTitle>{places.rewards}</PageTitle>
      <Parts label={places.rewards} shown={shown} parts={parts.map((part) => ({ part, name: texts.parts[part] }))} />
      <Shown />
    </Only>
  )
}
