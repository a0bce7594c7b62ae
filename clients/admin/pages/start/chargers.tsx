import { useMemo } from 'react'
import { dayIn, useFormat } from '../../../web/i18n/format.ts'
import { OverviewChargersDocument, OverviewHeldBillsDocument, OverviewUseDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Tile } from './tile.tsx'

export function Chargers() {
  const { overview: texts } = useTexts()
  const { number } = useFormat()
  return (
    <Tile name={texts.faults} to="/points" query={OverviewChargersDocument}>
      {({ faulted, offline }) => ({
        value: number(faulted.totalCount),
        note: texts.offline(number(offline.totalCount)),
        wanted: faulted.totalCount + offline.totalCount > 0,
      })}
    </Tile>
  )
}

const HELD = { held: 'yes' }

export function HeldBills() {
  const { overview: texts } = useTexts()
  const { number } = useFormat()
  return (
    <Tile name={texts.heldBills} to="/sessions" search={HELD} query={OverviewHeldBillsDocument}>
      {({ chargingSessionCounts: { held } }) => ({
        value: number(held),
        note: held > 0 ? texts.heldBillsMean : texts.nothingHeld,
        wanted: held > 0,
      })}
    </Tile>
  )
}

/** Of the reader's own day: an operator's stations may lie in several zones. */
export function Today() {
  const { overview: texts } = useTexts()
  const { kWh, number } = useFormat()
  const variables = useMemo(() => {
    const from = new Date()
    from.setHours(0, 0, 0, 0)
    const until = new Date(from)
    until.setDate(until.getDate() + 1)
    return { from: from.toISOString(), until: until.toISOString() }
  }, [dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date())])
  return (
    <Tile name={texts.today} to="/use" query={OverviewUseDocument} variables={variables}>
      {({ stationUse: { days } }) => ({
        value: kWh(days.reduce((sum, { energyWh }) => sum + energyWh, 0)),
        note: texts.sessions(number(days.reduce((sum, { sessions }) => sum + sessions, 0))),
      })}
    </Tile>
  )
}
