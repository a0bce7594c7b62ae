import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useDraft } from '../../../web/session/draft.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { SaveStationDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { useIssues } from '../issues.ts'
import type { StationShown } from './shown.ts'

interface Times {
  weekday: number
  begin: string
  end: string
}

/** When one gets in: each week, by the clock of the station. Openings and closings of single days stay as they are. */
export function Hours({ station }: { station: StationShown }) {
  const { station: texts, form, weekdays } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { issue } = useIssues(fault)
  const [saved, setSaved] = useState(false)
  const { hours } = station
  const { draft, change, forget } = useDraft<{ always: boolean; regular: Times[] }>(`hours/${station.id}`, {
    always: hours?.twentyFourSeven ?? false,
    regular: hours?.regular ?? [],
  })
  const exceptions = (hours?.openings.length ?? 0) + (hours?.closings.length ?? 0)
  const put = (part: Partial<typeof draft>) => {
    setSaved(false)
    change(part)
  }
  const putTimes = (at: number, part: Partial<Times>) =>
    put({ regular: draft.regular.map((times, index) => (index === at ? { ...times, ...part } : times)) })
  const save = async () => {
    const { openings = [], closings = [] } = hours ?? {}
    const regular = draft.always ? [] : draft.regular
    await sdk.execute(SaveStationDocument, {
      input: { stationId: station.id, hours: { twentyFourSeven: draft.always, regular, openings, closings } },
    })
    forget()
    setSaved(true)
  }
  const last = draft.regular.at(-1)
  return (
    <Card title={texts.hours}>
      <Form save={form.save} busy={busy} fault={fault} onSave={() => void ask(save)}>
        <Switch label={texts.always} on={draft.always} onChange={(always) => put({ always })} />
        {!draft.always && (
          <>
            {hours === null && draft.regular.length === 0 && <p className="text-soft">{texts.noHours}</p>}
            {issue('hours', 'regular') && <p className="text-sm text-danger">{issue('hours', 'regular')}</p>}
            {draft.regular.map((times, at) => (
              <div key={at} className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
                <Choice
                  label={texts.weekday}
                  value={String(times.weekday)}
                  options={weekdays.map((name, index) => ({ value: String(index + 1), name }))}
                  onChange={(weekday) => putTimes(at, { weekday: Number(weekday) })}
                />
                <Field
                  label={texts.from}
                  value={times.begin}
                  placeholder="07:30"
                  onChange={(event) => putTimes(at, { begin: event.target.value })}
                  fault={issue('regular', at, 'begin')}
                />
                <Field
                  label={texts.until}
                  value={times.end}
                  placeholder="24:00"
                  onChange={(event) => putTimes(at, { end: event.target.value })}
                  fault={issue('regular', at, 'end')}
                />
                <Button
                  aria-label={`${form.remove}: ${weekdays[times.weekday - 1]}`}
                  onClick={() => put({ regular: draft.regular.filter((_, index) => index !== at) })}
                >
                  {form.remove}
                </Button>
              </div>
            ))}
            <Button
              className="self-start"
              onClick={() =>
                put({
                  regular: [
                    ...draft.regular,
                    { weekday: ((last?.weekday ?? 0) % 7) + 1, begin: last?.begin ?? '07:00', end: last?.end ?? '22:00' },
                  ],
                })
              }
            >
              {texts.addHours}
            </Button>
          </>
        )}
        {exceptions > 0 && <p className="text-sm text-soft">{texts.exceptions(exceptions)}</p>}
        <p role="status">{saved && form.saved}</p>
      </Form>
    </Card>
  )
}
