import { useFormat } from '../../../web/i18n/format.ts'
import { OverviewHeldRewardsDocument, OverviewSettlementDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Tile } from './tile.tsx'

/** The reward that has waited longest of all chains. */
export function Lag() {
  const { overview: texts } = useTexts()
  const { number, dayAndClock } = useFormat()
  return (
    <Tile name={texts.lag} to="/settlement" query={OverviewSettlementDocument}>
      {({ settlement }) => {
        const [oldest] = settlement.flatMap(({ oldestDueAt }) => oldestDueAt ?? []).toSorted()
        const stuck = settlement.filter(({ fault, pausedAt }) => fault != null || pausedAt != null)
        const waiting = settlement.reduce((sum, chain) => sum + chain.waiting, 0)
        return {
          value: oldest ? dayAndClock(oldest) : texts.none,
          note:
            stuck.length > 0 ? texts.stuck(stuck.map(({ chain }) => chain.name).join(', ')) : texts.rewardsWait(number(waiting)),
          wanted: stuck.length > 0,
        }
      }}
    </Tile>
  )
}

export function HeldRewards() {
  const { overview: texts } = useTexts()
  const { dayAndClock } = useFormat()
  return (
    <Tile name={texts.heldRewards} to="/rewards" query={OverviewHeldRewardsDocument}>
      {({ heldRewards: { edges } }) => {
        const first = edges[0]?.node
        return {
          value: first ? texts.some : texts.none,
          note: first ? texts.earned(dayAndClock(first.earnedAt)) : texts.nothingHeld,
          wanted: first !== undefined,
        }
      }}
    </Tile>
  )
}
