import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { StartBulkCommandDocument, type ChargePointFilter } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { named } from '../named.ts'
import { bulkOf } from './bulk.ts'
import { askOne, type Wish } from './wish.ts'

interface Props {
  points: readonly { id: string }[]
  /** No more fit than are loaded. */
  complete: boolean
  filter: ChargePointFilter
  selected: ReadonlySet<string>
  select: (ids: ReadonlySet<string>) => void
}

/** Selects charge points, and asks all of them for the same: the first by itself, and the others like it. */
export function BulkBar({ points, complete, filter, selected, select }: Props) {
  const { fleet: texts, form } = useTexts()
  const { sdk } = useSession()
  const go = useNavigate()
  const [wish, setWish] = useState<Wish>('RESET')
  const [all, setAll] = useState(false)
  const count = all ? points.length : selected.size
  const shown = all && !complete ? texts.allThatFit : texts.chargers(count)

  const send = async () => {
    const asked = bulkOf(wish, { points, complete, filter, selected, all })
    if (!asked) return
    const { one, rest, expectedCount, key } = asked
    // The same key for both: a second try asks for the same command of the first charger, and the same of the others.
    const bulk = await once(key, async (idempotencyKey) => {
      const commandId = await askOne(sdk, wish, { chargePointId: one, idempotencyKey })
      if (!rest) return null
      const input = { commandId, idempotencyKey, filter: rest, expectedCount }
      return (await sdk.execute(StartBulkCommandDocument, { input })).startBulkCommand
    })
    select(new Set())
    if (bulk) await go({ to: '/bulk/$id', params: { id: bulk.id } })
    else await go({ to: '/points/$id', params: { id: one } })
  }
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Button onClick={() => select(selected.size === 0 ? new Set(points.map(({ id }) => id)) : new Set())}>
        {selected.size === 0 ? texts.selectLoaded : texts.selectNone}
      </Button>
      {!complete && <Switch label={texts.allThatFit} on={all} onChange={setAll} />}
      <p role="status" className="text-sm text-soft">
        {count > 0 && texts.selected(shown)}
      </p>
      {count > 0 && (
        <>
          <div className="min-w-48">
            <Choice label={texts.command} value={wish} options={named(texts.wishes)} onChange={setWish} />
          </div>
          <AskFirst
            label={texts.ask(shown)}
            title={`${texts.wishes[wish]}: ${shown}`}
            yes={texts.ask(shown)}
            back={form.back}
            onYes={send}
          >
            <p>{texts.asks[wish]}</p>
          </AskFirst>
        </>
      )}
    </div>
  )
}
