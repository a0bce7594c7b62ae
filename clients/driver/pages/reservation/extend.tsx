import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { ExtendReservationDocument, type SlotShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const STEP_MINUTES = 15
const MINUTE_MS = 60_000

/** Has a slot last longer, as far as its terms allow. The same length twice is one wish: it is counted from the start. */
export function Extend({ slot, again }: { slot: SlotShownFragment; again: () => void }) {
  const { slots: texts } = useTexts()
  const format = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [start, end] = [Date.parse(slot.startsAt), Date.parse(slot.endsAt)]
  const lengths: string[] = []
  for (let m = (end - start) / MINUTE_MS + STEP_MINUTES; m <= slot.terms.maxMinutes; m += STEP_MINUTES) lengths.push(String(m))
  const [wanted, setWanted] = useState('')
  const chosen = lengths.includes(wanted) ? wanted : lengths[0]
  if (chosen === undefined || end <= Date.now()) return null
  const extend = async () => {
    await sdk.execute(ExtendReservationDocument, { input: { reservationId: slot.id, minutes: Number(chosen) } })
    again()
  }
  return (
    <Card title={texts.extend}>
      {fault && <Fault fault={fault} />}
      <div className="flex flex-wrap items-end gap-3">
        <Choice
          label={texts.until}
          value={chosen}
          options={lengths.map((value) => ({
            value,
            name: format.clock(new Date(start + Number(value) * MINUTE_MS), slot.timeZone),
          }))}
          onChange={setWanted}
        />
        <Button onClick={() => void ask(extend)} busy={busy}>
          {busy ? texts.extending : texts.extend}
        </Button>
      </div>
    </Card>
  )
}
